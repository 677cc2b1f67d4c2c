/** Which modules a record of the log belongs to. */

/** By the mapping table that carries the record (`RunRecord.kind`). */
const MODULE_OF_KIND: Readonly<Record<string, string>> = {
  items: 'Service_And_Parts',
  business: 'Companies',
  person: 'Contacts',
  individual: 'Contacts',
};

/** Books' names of the same. */
const BOOKS_MODULE_OF_KIND: Readonly<Record<string, string>> = {
  items: 'items',
  business: 'contacts',
  person: 'contact_persons',
  individual: 'contacts',
};

/** Every module a run can log, each once: failed records of a module make one file. */
export const LOGGED_MODULES: readonly string[] = [...new Set(Object.values(MODULE_OF_KIND))];

/** Books' names of the same. */
export const LOGGED_BOOKS_MODULES: readonly string[] = [...new Set(Object.values(BOOKS_MODULE_OF_KIND))];

/** FSM's name of the module; a kind without one names itself. */
export const moduleOfKind = (kind: string): string => MODULE_OF_KIND[kind] ?? kind;

/** Books' name of the module. */
export const booksModuleOfKind = (kind: string): string => BOOKS_MODULE_OF_KIND[kind] ?? kind;

/** The kinds whose records are in the module; none for a name that is no module. */
export const kindsOfModule = (module: string): readonly string[] =>
  Object.keys(MODULE_OF_KIND).filter((kind) => MODULE_OF_KIND[kind] === module);
