/**
 * The file that links are kept in beside the database: JSON Lines, a header first. Ids, stamps and keyed hashes only; no
 * value of a customer is in it.
 */
import { z } from 'zod';
import type { Connection } from '../../store/generated/prisma/client.ts';
import type { TransferredLink, TransferredParked } from '../../store/link-transfer.ts';

export const LINK_FILE_VERSION = 1;
const FORMAT = 'fieldledger-links';

const moment = z.iso.datetime({ offset: true });
const id = z.string().min(1).max(100);
const fsmModule = z.enum(['Service_And_Parts', 'Companies', 'Contacts']);
const booksModule = z.enum(['items', 'contacts', 'contact_persons']);
const base = z.record(z.string().max(300), z.string().max(4_000));

const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(LINK_FILE_VERSION),
  writtenAt: moment,
  product: z.enum(['BOOKS', 'INVOICE']),
  booksOrganizationId: id,
  fsmOrganizationId: id,
  /** Names the key of the hashes without telling anything of it. */
  hashingKey: z.string().min(1).max(100),
});
export type LinkFileHeader = z.infer<typeof headerSchema>;

const linkSchema = z.strictObject({
  id: z.uuid(),
  pair: z.enum(['ITEMS', 'CUSTOMERS']),
  kind: z.enum(['items', 'business', 'person', 'individual']),
  fsmModule,
  fsmId: id,
  /** Empty while the FSM contact moves to another counterpart. */
  booksModule: booksModule.or(z.literal('')),
  booksId: id,
  base,
  mappingFingerprint: z.string().max(100),
  unverified: z.boolean(),
  fsmModifiedAt: moment.nullable(),
  booksModifiedAt: moment.nullable(),
  fsmGoneAt: moment.nullable(),
  booksGoneAt: moment.nullable(),
  lastSyncedAt: moment.nullable(),
  createdAt: moment,
});

const parkedSchema = z.strictObject({
  side: z.enum(['FSM', 'BOOKS']),
  module: fsmModule.or(booksModule),
  recordId: id,
  reasonCode: z.string().regex(/^[A-Z_]{1,60}$/),
  leftBy: id.nullable(),
  since: moment,
});

const lineSchema = z.union([z.strictObject({ link: linkSchema }), z.strictObject({ parked: parkedSchema })]);

export type LinkFileLine =
  | { readonly number: number; readonly kind: 'link'; readonly link: TransferredLink }
  | { readonly number: number; readonly kind: 'parked'; readonly parked: TransferredParked }
  /** What is wrong with it, without repeating anything of it. */
  | { readonly number: number; readonly kind: 'broken'; readonly why: string };

export class LinkFileError extends Error {
  readonly code = 'LINK_FILE';
  constructor(message: string) {
    super(message);
    this.name = 'LinkFileError';
  }
}

export function headerLine(
  connection: Pick<Connection, 'product' | 'booksOrganizationId' | 'fsmOrganizationId'>,
  hashingKey: string,
  at: Date,
): string {
  const { product, booksOrganizationId, fsmOrganizationId } = connection;
  return JSON.stringify({
    format: FORMAT,
    version: LINK_FILE_VERSION,
    writtenAt: at.toISOString(),
    product,
    booksOrganizationId,
    fsmOrganizationId,
    hashingKey,
  } satisfies LinkFileHeader);
}

export const linkLine = (link: TransferredLink): string => JSON.stringify({ link });
export const parkedLine = (parked: TransferredParked): string => JSON.stringify({ parked });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws LinkFileError */
export function readHeader(text: string | undefined): LinkFileHeader {
  const value = parsed(text ?? '');
  const header = headerSchema.safeParse(value);
  if (header.success) return header.data;
  const version = z.object({ format: z.literal(FORMAT), version: z.int() }).safeParse(value);
  if (version.success && version.data.version > LINK_FILE_VERSION) {
    throw new LinkFileError(
      `The file has version ${version.data.version}; this release reads version ${LINK_FILE_VERSION}. Import it with the release that wrote it, or a later one.`,
    );
  }
  throw new LinkFileError(
    'Line 1 is no header of a links file: give a file that "npm run links -- export" has written.',
  );
}

/** A line after the header. Never throws: one broken line does not keep the others from being read. */
export function readLine(text: string, number: number): LinkFileLine {
  const value = parsed(text);
  if (value === undefined) return { number, kind: 'broken', why: 'it is no JSON' };
  const line = lineSchema.safeParse(value);
  if (!line.success) return { number, kind: 'broken', why: placeOf(line.error, value) };
  return 'link' in line.data
    ? { number, kind: 'link', link: line.data.link }
    : { number, kind: 'parked', parked: line.data.parked };
}

/** Where it is wrong: the member's name, never what it holds. */
function placeOf(error: z.ZodError, value: unknown): string {
  const holds = (member: string): boolean =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, member);
  const at = holds('link') ? 0 : holds('parked') ? 1 : null;
  const [issue] = error.issues;
  if (at === null || issue === undefined) return 'it is neither a link nor a parked record';
  const inner = issue.code === 'invalid_union' ? issue.errors[at]?.[0] : issue;
  const path = (inner?.path ?? issue.path).filter((part) => typeof part === 'string');
  return path.length === 0
    ? 'it has members that do not belong there'
    : `${path.slice(0, 2).join('.')} is not usable`;
}
