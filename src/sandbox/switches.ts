/**
 * What Zoho's public material leaves open, decided in one place: each member is a behaviour that no source proves,
 * with its default and the reason for it. A first real call that shows otherwise is corrected here and nowhere
 * else. Behaviours that the control plane changes per organisation are capabilities (organization.ts) instead.
 */
import { z } from 'zod';

export const switchesSchema = z.strictObject({
  /** Weak (books-api.md 5.2): one team's notes say 1001; Billing documents 1000, which Books uses for faults. */
  booksDuplicateItemNameCode: z.int().default(1001),
  /** Unknown code for a SKU in use (the rule is documented): "invalid value", so that it is not taken for a duplicate name. */
  booksDuplicateSkuCode: z.int().default(2),
  /** Documented that an item's SKU is unique in its organisation (books-api.md 5.1); off allows any. */
  booksSkuUnique: z.boolean().default(true),
  /** Unknown how names are compared: case aside, as people read them; the stricter reading finds more faults in clients. */
  booksNamesIgnoreCase: z.boolean().default(true),
  /** Unknown whether customers and vendors share one namespace of display names: they do, the stricter reading. */
  booksVendorsShareNames: z.boolean().default(true),
  /** Unknown, unsourced 4: a mandatory member is missing or empty. */
  booksMandatoryCode: z.int().default(4),
  /** Unknown, unsourced 15: a text is too long. */
  booksTooLongCode: z.int().default(15),
  /** Unknown code for a second record with a value of a field without duplicates: "invalid value". */
  booksDuplicateUniqueFieldCode: z.int().default(2),
  /** Known from Billing only: refused delete of an item with transactions. */
  booksItemInUseCode: z.int().default(2049),
  /** Unknown code for the refused delete of a contact with transactions: that of items. */
  booksContactInUseCode: z.int().default(2049),
  /** Sources disagree on a contact list without `filter_by` (books-api.md 3.4): a recorded answer says Status.All. */
  booksContactsDefaultFilter: z.enum(['Status.All', 'Status.Active']).default('Status.All'),
  /** Unknown what a tax member of another edition does: nothing, as every member Books does not know. */
  booksForeignTaxMembers: z.enum(['ignore', 'refuse']).default('ignore'),
  /** Documented that a tax goes only with a taxable contact; unknown what happens to another's: it is not shown. */
  booksTaxOfUntaxed: z.enum(['hide', 'refuse']).default('hide'),
  /** Absent from the documented edit of a contact: an edit leaves the language as it is. */
  booksLanguageEditable: z.boolean().default(false),
  /** Unknown whether part of an address on PUT merges or replaces: it replaces, so that clients send all of it. */
  booksAddressPartial: z.enum(['replace', 'merge']).default('replace'),
  /** Unknown whether GET …/address lists billing and shipping beside the additional addresses: no, "additional" only. */
  booksAddressListHasBoth: z.boolean().default(false),
  /** Unknown whether an additional address moves its contact's last_modified_time: yes, as any edit of it. */
  booksAddressMovesContact: z.boolean().default(true),
  /** Unknown whether a person edited through its own path moves its contact's last_modified_time: yes. */
  booksPersonMovesContact: z.boolean().default(true),
  /** Unknown whether a member of a known person that `contact_persons` leaves out stays: it does, as a PUT is partial. */
  booksPersonPartial: z.enum(['merge', 'replace']).default('merge'),
  /** Unknown code for a person that is not, or no longer, this contact's: "invalid value". */
  booksStalePersonCode: z.int().default(2),
  /** Unknown whether the first person becomes the primary one by itself: only a flagged one does. */
  booksFirstPersonIsPrimary: z.boolean().default(false),
  /** Unknown what two flagged persons in one body do: the first one is the primary one. */
  booksTwoPrimaries: z.enum(['first', 'refuse']).default('first'),
  /** first_name is documented as mandatory at the persons' own path only; on: within a contact, too. */
  booksNestedPersonNeedsFirstName: z.boolean().default(false),
  /** The persons' path documents contact_id and first_name as mandatory on edits; on: partial, as contacts are in practice. */
  booksPersonPutPartial: z.boolean().default(false),
  /** Documented as an array of one; third-party code reads an object (books-api.md 4.3). */
  booksPersonWriteAnswer: z.enum(['array', 'object']).default('array'),
  /** No such call is known; the sandbox's own path tells the account's CRM integration. Off: invalid URL, as in Zoho. */
  booksShowsCrmIntegration: z.boolean().default(true),
  /** Unknown whether custom fields that a PUT does not list stay: they do, as connectors assume. */
  booksCustomFieldsMerge: z.boolean().default(true),
  /** Unknown whether a keyed upsert stores the key by itself: no, the body must carry it (the safe reading for clients). */
  booksUpsertStoresKey: z.boolean().default(false),
  /** Unknown status on the create branch of an upsert: as every create. */
  booksUpsertCreateStatus: z.literal([200, 201]).default(201),
  /** Unknown what `per_page` above 200 does: cut to 200 (documented as the maximum for invoices). */
  booksPerPageOver200: z.enum(['cap', 'refuse']).default('cap'),
  /** Inferred (books-api.md 3.5): a row modified exactly at `last_modified_time` comes back. */
  booksModifiedFilterInclusive: z.boolean().default(true),
  /** Unknown whether calls refused by a limit count against it: no, else a blocked client never gets out. */
  refusedCallsCount: z.boolean().default(false),
  /** Unknown (books-api.md 2, fsm-api.md 2): no source shows a Retry-After, so none is sent. */
  retryAfterHeader: z.boolean().default(false),
  /** Unknown: FSM's answer beyond a limit. 429 with JSON is inferred from the platform. */
  fsmLimitStatus: z.literal([429, 400]).default(429),
  /** Unknown unit of `x-ratelimit-reset`: seconds, as Books counts. */
  fsmResetUnit: z.enum(['seconds', 'milliseconds']).default('seconds'),
  /** Unknown how `$inactive` is set by API: through an ordinary edit. */
  fsmInactiveSettable: z.boolean().default(true),
  /** Unknown whether lists and searches of FSM contain inactive records: they do, as the flag is read on lists. */
  fsmListsInactive: z.boolean().default(true),
  /** Goods in Zoho's list sample, Part in its create table; both are accepted on write (fsm-api.md 6). */
  fsmPartWord: z.enum(['Goods', 'Part']).default('Goods'),
  /** Observed that deletes work at /Products/{id} and not at /Service_And_Parts/{id}; disputed. */
  fsmDeleteAtPublicModule: z.boolean().default(false),
  /** Edits are accepted at both paths (the build rule of fsm-api.md 6). */
  fsmEditAtPublicModule: z.boolean().default(true),
  /** Unknown whether an edit may set `ZBilling_Id` directly: no, that is what process_sync is for. */
  fsmBillingIdWritable: z.boolean().default(false),
  /** Unknown whether linking moves Modified_Time: yes, as any edit does; clients must compare content anyway. */
  fsmLinkMovesModifiedTime: z.boolean().default(true),
  /** Observed on another field: date bounds are read as a wall clock of US Pacific. Off: not shown for Modified_Time. */
  fsmDateSearchShiftsZone: z.boolean().default(false),
  /** Unknown answer to a write to a record that is gone: as on read, 204. `400`: INVALID_DATA, as CRM answers. */
  fsmWriteToGoneRecord: z.literal([204, 400]).default(204),
  /** Documented as mandatory, yet a live client creates contacts without (fsm-api.md 5). */
  fsmContactEmailMandatory: z.boolean().default(true),
  /** Weak: a cut message says that some contacts cannot change their company; off, none can once it has one. */
  fsmCompanyChangeable: z.boolean().default(true),
  /** Inferred (fsm-api.md 4): an address without id on an edit adds one, which takes the place; `edits`: the one in place. */
  fsmAddressWithoutId: z.enum(['adds', 'edits']).default('adds'),
  /** Unknown what null in the place of an address does on an edit: the place is empty then; off: it is ignored. */
  fsmNullAddressClears: z.boolean().default(true),
  /** Unknown what a currency without its rate gets: 1; `refuse`: INVALID_DATA, as the rate is called mandatory. */
  fsmRateLeftOut: z.enum(['one', 'refuse']).default('one'),
  /** Unknown what a cleared FSM text reads as: null, as in Zoho's samples of empty fields. */
  fsmEmptyTextReads: z.enum(['null', 'empty']).default('null'),
  /** Inferred: a PII value that the API hides reads as null; the other reading leaves its key out. */
  hiddenPiiReads: z.enum(['null', 'absent']).default('null'),
  /** Observed (fsm-api.md 10): FSM cuts text before the first character beyond U+FFFF and reports success. */
  fsmCutsAstralText: z.boolean().default(true),
  /** Unknown what a text's length is counted in; code points are what a person counts. */
  textLengthUnit: z.enum(['codePoints', 'utf16']).default('codePoints'),
  /** Both services trim texts on write (unknown, common to Zoho's forms): never a leading or trailing space on read. */
  trimsText: z.boolean().default(true),
});

export type Switches = z.infer<typeof switchesSchema>;

/** The switches with the given ones changed; a wrong one throws zod's error. */
export function switchesWith(changes: Partial<Switches> | undefined): Switches {
  return switchesSchema.parse(changes ?? {});
}
