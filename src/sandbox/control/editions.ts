/** One word for a plan or a tax edition, as the control plane takes it. */
import { BOOKS_EDITIONS, FSM_EDITIONS } from '../../zoho-api/index.ts';
import type { Organization } from '../core/organization.ts';

/** Puts the edition in force at each service that has it: `Free` at both, `Elite` at Books, `in` for taxes. */
export function applyEdition(organization: Organization, name: string): void {
  const same = (known: string) => known.toLowerCase() === name.toLowerCase();
  const books = BOOKS_EDITIONS.find(same);
  const fsm = FSM_EDITIONS.find(same);
  if (books === undefined && fsm === undefined) organization.setEditions({ tax: name.toLowerCase() });
  else
    organization.setEditions({
      ...(books === undefined ? {} : { books }),
      ...(fsm === undefined ? {} : { fsm }),
    });
}
