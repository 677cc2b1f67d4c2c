import { createHmac, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createHasher,
  createLabelSealer,
  createSealer,
  UnsealError,
  unsealLabel,
} from '../../src/store/sealing.ts';

const keyA = Buffer.alloc(32, 1);
const keyB = Buffer.alloc(32, 2);

describe('sealing', () => {
  const sealer = createSealer(keyA);

  it('gives back every text, and never the same bytes twice', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
        (text) => {
          const [first, second] = [sealer.seal('place', text), sealer.seal('place', text)];
          expect(sealer.unseal('place', first)).toBe(text);
          expect(Buffer.from(first).equals(Buffer.from(second))).toBe(false);
        },
      ),
    );
  });

  it('opens nothing under another key, in another place, or after a change of any byte', () => {
    const sealed = sealer.seal('place', 'secret');
    expect(() => createSealer(keyB).unseal('place', sealed)).toThrow(UnsealError);
    expect(() => sealer.unseal('elsewhere', sealed)).toThrow(UnsealError);
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Uint8Array.from(sealed, (byte, place) => (place === index ? byte ^ 1 : byte));
      expect(() => sealer.unseal('place', changed)).toThrow(UnsealError);
    }
    expect(() => sealer.unseal('place', sealed.subarray(0, 20))).toThrow(UnsealError);
  });

  it('seals labels of failed records', () => {
    expect(unsealLabel(sealer, createLabelSealer(sealer)('Pump 3/4"'))).toBe('Pump 3/4"');
  });
});

describe('field hashes', () => {
  const hash = createHasher(keyA);

  it('are 64 bits in base64url, and stay what they are: stored bases depend on it', () => {
    expect(hash('books.items.rate', '12.50')).toBe('RCRu4ToU9Ak');
    expect(hash('books.items.rate', null)).toMatch(/^[\w-]{11}$/);
  });

  it('are HMAC-SHA256, however long the value is and whatever it is made of', () => {
    const key = Buffer.from(hkdfSync('sha256', keyA, Buffer.alloc(0), 'fieldledger field hashes 1', 32));
    const reference = (context: string, value: string): string =>
      createHmac('sha256', key)
        .update(`${context.length}:${context}s${value}`, 'utf8')
        .digest()
        .toString('base64url', 0, 8);
    const values = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme', minLength: 150, maxLength: 1_200 }),
    );
    fc.assert(
      fc.property(fc.string(), values, (context, value) => {
        expect(hash(context, value)).toBe(reference(context, value));
        // The second time it is remembered.
        expect(hash(context, value)).toBe(reference(context, value));
      }),
    );
  });

  it('tell apart values that read alike, fields, and installations', () => {
    const all = [
      hash('a', null),
      hash('a', ''),
      hash('a', 'null'),
      hash('a', true),
      hash('a', 'true'),
      hash('a', 'b'),
      hash('ab', ''),
      hash('as', ''),
      createHasher(keyB)('a', null),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
