/** The servers that these tests need; `.ci/run` starts them and says where they are. */
function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: these tests need servers, which .ci/run starts`);
}

/** An empty database on a PostgreSQL server, and the right to make more. */
export const serverUrl = required('TEST_DATABASE_URL');
export const redisUrl = required('TEST_REDIS_URL');
