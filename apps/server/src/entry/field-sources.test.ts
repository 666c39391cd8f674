import { describe, expect, it } from 'vitest';
import { packSources, unpackSources } from './field-sources.ts';

const said = (sourceId: string, why: string) => ({ kind: 'population', sourceId, why, on: '2026-11-22' });
const chosen = { kind: null, sourceId: null, on: null, why: 'chosen' };

describe('where the fields of a person come from', () => {
  it('names each row once and comes back as it was', () => {
    const sources = { name: said('a', 'rank'), sex: said('a', 'rank'), idNumber: said('a', 'checked'), phone: said('b', 'newest') };
    const packed = packSources(sources);
    expect(JSON.stringify(packed).match(/population/g)).toHaveLength(2);
    expect(unpackSources(packed)).toEqual(sources);
  }); // prettier-ignore

  it('leaves what a person chose under its field', () => {
    const sources = { name: chosen, sex: said('a', 'rank'), address: { ...said('b', 'chosen') } };
    const packed = packSources(sources);
    expect(packed).toMatchObject({ name: chosen, address: { why: 'chosen' } });
    expect(unpackSources(packed)).toEqual(sources);
  });

  it('reads registers that kept it field by field, and empty ones', () => {
    const sources = { name: said('a', 'rank'), deceased: { kind: 'health', sourceId: 'c', why: 'any' } };
    expect(unpackSources(sources)).toEqual(sources);
    expect(unpackSources(packSources(sources))).toEqual(sources);
    expect(unpackSources({})).toEqual({});
    expect(packSources({})).toEqual({});
  });
});
