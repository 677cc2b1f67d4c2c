/** Something wrong with a mapping or a catalog. The message is a sentence that names field and remedy, never a value. */
export interface MappingViolation {
  /** e.g. `KIND_MISMATCH`, `PRIVATE_FIELD`, `MANDATORY_UNMAPPED` */
  readonly code: string;
  /** Table and, where it is about one rule, the rule's Books field. */
  readonly path: readonly string[];
  readonly message: string;
}
