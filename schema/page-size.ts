/** How many rows a page has. */

/** Rows in one page of a connection; larger requests get this many. */
export const PAGE_SIZE_MAX = 200;
export const PAGE_SIZE_DEFAULT = 20;
