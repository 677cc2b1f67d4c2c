/** Finding links by the id of a record. */

/** The condition for a record of Books: a contact person is found by its own id too. */
export const booksEnd = (booksId: string) => ({
  OR: [{ booksId }, { booksModule: 'contact_persons', booksId: { endsWith: `/${booksId}` } }],
});
