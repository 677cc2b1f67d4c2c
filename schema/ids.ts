/** Global ids: base64 of `Type:id`, as plugin-relay writes them. Reading never throws; what cannot be an id is null. */
import { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** 18 digits always fit PostgreSQL's bigint. */
const SERIAL = /^\d{1,18}$/;
/** Longer than any id we make. */
const GLOBAL_ID_LENGTH_MAX = 200;

/** An id that no row has. */
export const NIL_UUID = '00000000-0000-0000-0000-000000000000';

export const isUuid = (id: string): boolean => UUID.test(id);
export const isSerial = (id: string): boolean => SERIAL.test(id);

/** Type and local id of a global id; null when it is not one. */
export function readGlobalId(globalId: string): { typename: string; id: string } | null {
  if (globalId.length > GLOBAL_ID_LENGTH_MAX) return null;
  try {
    return decodeGlobalID(globalId);
  } catch {
    return null;
  }
}

/** As plugin-relay writes them, for types that it has no node of. */
export const writeGlobalId = (typename: string, id: string): string => encodeGlobalID(typename, id);

/** The UUID inside a global id of the given type; null for anything else. */
export function uuidOf(typename: string, globalId: string): string | null {
  const read = readGlobalId(globalId);
  return read !== null && read.typename === typename && isUuid(read.id) ? read.id.toLowerCase() : null;
}
