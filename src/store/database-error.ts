export type DatabaseErrorCode =
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_IN_USE'
  | 'DATA_DIR_UNUSABLE'
  | 'DATABASE_CORRUPT'
  | 'DATABASE_LOST'
  | 'DATABASE_NEWER'
  | 'MIGRATION_FAILED'
  | 'MIGRATION_EDITED';

/** The database cannot be used. The message is one sentence for the person who started the program. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode;
  constructor(code: DatabaseErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'DatabaseError';
    this.code = code;
  }
}
