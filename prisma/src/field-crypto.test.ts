import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blindIndex, loadKeys, open, seal, UnreadableField, type FieldKeys } from './field-crypto.ts';

let dir: string;
let keys: FieldKeys;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'qiaomen-keys-'));
  keys = loadKeys(dir);
});
afterAll(() => rmSync(dir, { recursive: true }));

const here = 'person.id|7f2c';

describe('sealed fields', () => {
  it('open again to the same text, and never look the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [one, two] = [seal(keys, here, text), seal(keys, here, text)];
        expect(open(keys, here, one)).toBe(text.toWellFormed());
        expect(Buffer.compare(one, two)).not.toBe(0);
      }),
    );
  });

  it('copied to another row or another column, they do not open', () => {
    const sealed = seal(keys, here, '222401194001010026');
    expect(() => open(keys, 'person.id|7f2d', sealed)).toThrow(UnreadableField);
    expect(() => open(keys, 'person.phone|7f2c', sealed)).toThrow(UnreadableField);
  });

  it('with any single bit changed, they do not open', () => {
    const sealed = seal(keys, here, '13844330000');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => open(keys, here, changed)).toThrow(UnreadableField);
    }
  });

  it('cut short at any place, they do not open', () => {
    const sealed = seal(keys, here, '13844330000');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => open(keys, here, sealed.subarray(0, length))).toThrow(UnreadableField);
    }
  });

  it('with keys of another install they do not open', () => {
    const strangers = mkdtempSync(join(tmpdir(), 'qiaomen-keys-'));
    expect(() => open(loadKeys(strangers), here, seal(keys, here, 'x'))).toThrow(UnreadableField);
    rmSync(strangers, { recursive: true });
  });
});

describe('keys', () => {
  it('are made once, for their owner only', () => {
    expect(statSync(join(dir, 'field-keys.json')).mode & 0o777).toBe(0o600);
    expect(open(loadKeys(dir), here, seal(keys, here, '金顺子'))).toBe('金顺子');
  });

  it('a replaced key still opens what it sealed', () => {
    const file = join(dir, 'field-keys.json');
    const before = seal(keys, here, 'old');
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { current: number; keys: Record<string, string> };
    writeFileSync(
      file,
      JSON.stringify({ ...stored, current: 2, keys: { ...stored.keys, 2: Buffer.alloc(32, 7).toString('base64') } }),
    );
    const after = loadKeys(dir);
    expect(open(after, here, before)).toBe('old');
    expect(seal(after, here, 'new')[2]).toBe(2);
  });

  it('a damaged key file stops the start instead of being replaced', () => {
    const damaged = mkdtempSync(join(tmpdir(), 'qiaomen-keys-'));
    writeFileSync(join(damaged, 'field-keys.json'), '{"current":1,');
    expect(() => loadKeys(damaged)).toThrow('restore it');
    expect(readFileSync(join(damaged, 'field-keys.json'), 'utf8')).toBe('{"current":1,');
    rmSync(damaged, { recursive: true });
  });
});

describe('blind indexes', () => {
  it('match equal values of one domain and nothing else', () => {
    const hex = (domain: string, value: string): string => Buffer.from(blindIndex(keys, domain, value)).toString('hex');
    expect(hex('idTail', '0026')).toBe(hex('idTail', '0026'));
    expect(hex('idTail', '0026')).not.toBe(hex('phoneTail', '0026'));
    expect(hex('a', 'bc')).not.toBe(hex('ab', 'c'));
  });
});
