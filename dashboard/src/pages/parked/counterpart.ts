/** Which FSM modules a record of Books may have its counterpart in; null: the record is one of FSM. */
const FSM_MODULES: Readonly<Record<string, readonly string[]>> = {
  items: ['Service_And_Parts'],
  contacts: ['Companies', 'Contacts'],
  contact_persons: ['Contacts'],
};

export const fsmModulesOf = (module: string): readonly string[] | null => FSM_MODULES[module] ?? null;
