/** What a bus needs of a logger. */
export interface BusLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}
