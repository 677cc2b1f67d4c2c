/**
 * Encryption and keyed hashes under APP_KEY. The key itself encrypts nothing: each purpose has a key of its own,
 * derived with HKDF, so that what one purpose reveals helps with no other.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash as digestOf,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import type { Hasher, LabelSealer } from '../engine/services.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of everything sealed: a later format takes another. */
const VERSION = 1;
const HASH_BYTES = 8;
const KEY_NAME_BYTES = 12;
/** Bounds of the memory of hashes: entries in each half, characters of one. */
const REMEMBERED_HALF = 8_192;
const REMEMBERED_LENGTH_MAX = 200;
type HashedValue = Parameters<Hasher>[1];

const LABEL_CONTEXT = 'run-record-label';

/** Sealed data cannot be opened: another key, another place, or damage. */
export class UnsealError extends Error {
  readonly code = 'UNSEAL_FAILED';
  constructor(context: string, options: { cause?: unknown } = {}) {
    super(
      `the stored ${context} cannot be decrypted: APP_KEY is not the one it was stored with, or it is damaged`,
      options,
    );
    this.name = 'UnsealError';
  }
}

/** AES-256-GCM: version byte, random nonce, tag, ciphertext. */
export interface Sealer {
  /** @param context what and whose the value is; `unseal` needs the same, so that a row cannot be moved to another */
  seal(context: string, text: string): Uint8Array<ArrayBuffer>;
  /** @throws UnsealError */
  unseal(context: string, sealed: Uint8Array): string;
}

function deriveKey(appKey: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', appKey, Buffer.alloc(0), `fieldledger ${purpose} 1`, KEY_BYTES));
}

/** @param appKey 32 bytes */
export function createSealer(appKey: Uint8Array): Sealer {
  const key = deriveKey(appKey, 'sealing');
  return {
    seal(context, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(context, 'utf8'));
      const body = [cipher.update(text, 'utf8'), cipher.final()];
      return new Uint8Array(Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), ...body]));
    },
    unseal(context, sealed) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES || bytes[0] !== VERSION) throw new UnsealError(context);
      const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
      const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(context, 'utf8'));
        decipher.setAuthTag(tag);
        const body = bytes.subarray(1 + NONCE_BYTES + TAG_BYTES);
        return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw new UnsealError(context, { cause });
      }
    },
  };
}

/**
 * HMAC-SHA256 of context and canonical value, cut to 64 bits, base64url (11 characters). `null`, booleans and text
 * that reads like them hash differently, and so does the same value in two contexts.
 */
export function createHasher(appKey: Uint8Array): Hasher {
  const mac = createMac(deriveKey(appKey, 'field hashes'));
  const recent = new RecentHashes();
  return (context, value) => {
    const known = recent.get(context, value);
    if (known !== undefined) return known;
    const tag = value === null ? 'n' : typeof value === 'boolean' ? 'b' : 's';
    // The length in front keeps "ab"+"c" and "a"+"bc" apart.
    const hash = mac(`${context.length}:${context}${tag}${value ?? ''}`);
    recent.set(context, value, hash);
    return hash;
  };
}

/** Of SHA-256 (RFC 6234). */
const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** Longer texts are rare: they take the way over a hashing object. */
const SHORT_INPUT_BYTES = 2_048;

/**
 * HMAC-SHA256 (RFC 2104), cut to `HASH_BYTES`. Its two digests are made by one call each: a first sync hashes several
 * hundred thousand short values, and the objects that `createHmac` makes for each cost three times as much as the digests.
 */
function createMac(key: Buffer): (input: string) => string {
  const padded = Buffer.alloc(BLOCK_BYTES);
  key.copy(padded);
  const inner = Buffer.alloc(BLOCK_BYTES + SHORT_INPUT_BYTES);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  inner.set(padded.map((byte) => byte ^ 0x36));
  outer.set(padded.map((byte) => byte ^ 0x5c));
  return (input) => {
    // A UTF-16 unit takes at most three bytes of UTF-8.
    if (input.length * 3 > SHORT_INPUT_BYTES) {
      return createHmac('sha256', key).update(input, 'utf8').digest().toString('base64url', 0, HASH_BYTES);
    }
    const end = BLOCK_BYTES + inner.write(input, BLOCK_BYTES, 'utf8');
    outer.write(digestOf('sha256', inner.subarray(0, end), 'binary'), BLOCK_BYTES, 'latin1');
    const digest = digestOf('sha256', outer, 'binary');
    return Buffer.from(digest.slice(0, HASH_BYTES), 'latin1').toString('base64url');
  };
}

/** Names the key of the hashes, so that two keys can be told apart; nothing else of it can be learned from this. */
export function hashingKeyName(appKey: Uint8Array): string {
  return deriveKey(appKey, 'name of the key of field hashes').toString('base64url', 0, KEY_NAME_BYTES);
}

/**
 * The hashes computed last. A record is hashed when it is read, when it is compared and when it was written, and units
 * and prices repeat from record to record: most hashes are asked for several times within seconds. Kept in memory only,
 * in two halves of which the older is dropped, so that it never grows.
 */
class RecentHashes {
  #young = new Map<string, Map<HashedValue, string>>();
  #old = new Map<string, Map<HashedValue, string>>();
  #youngCount = 0;

  get(context: string, value: HashedValue): string | undefined {
    const young = this.#young.get(context)?.get(value);
    if (young !== undefined) return young;
    const old = this.#old.get(context)?.get(value);
    if (old !== undefined) this.set(context, value, old);
    return old;
  }

  set(context: string, value: HashedValue, hash: string): void {
    // Long texts are rare and would take the room of many short ones.
    if (typeof value === 'string' && value.length > REMEMBERED_LENGTH_MAX) return;
    if (this.#youngCount >= REMEMBERED_HALF) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#youngCount = 0;
    }
    let values = this.#young.get(context);
    if (values === undefined) {
      values = new Map();
      this.#young.set(context, values);
    }
    values.set(value, hash);
    this.#youngCount += 1;
  }
}

/** Encrypts the label of a failed record (`RunRecord.label`). */
export function createLabelSealer(sealer: Sealer): LabelSealer {
  return (label) => sealer.seal(LABEL_CONTEXT, label);
}

/** The label that `createLabelSealer` encrypted. @throws UnsealError */
export function unsealLabel(sealer: Sealer, sealed: Uint8Array): string {
  return sealer.unseal(LABEL_CONTEXT, sealed);
}
