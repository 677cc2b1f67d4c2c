/** A log that keeps nothing, for tests that do not look at it. */
export const silentLog = { info: () => {}, warn: () => {}, debug: () => {}, error: () => {} };
