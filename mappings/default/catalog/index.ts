// The catalog of the set: what mapping files import.
import { bindItems, references } from '#mapping';
import { booksItems } from './books.items.ts';
import { serviceAndParts } from './fsm.Service_And_Parts.ts';

/** Fields of FSM's Service_And_Parts that may be mapped. */
export const item = references(serviceAndParts);

/** Defines how Services And Parts and Items are mapped. */
export const items = bindItems({ fsm: serviceAndParts, books: booksItems });
