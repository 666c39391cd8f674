import { describe, expect, it } from 'vitest';
import { detailCodes } from './detail-codes.ts';

const line = (detail: unknown): string => detailCodes(detail).map(({ key, value }) => `${key}: ${value}`).join('; '); // prettier-ignore

describe('the detail of an audit entry', () => {
  it.each([
    [{}, ''],
    [null, ''],
    [{ kind: 'population', rows: 812, onlyLink: false }, 'kind: population; rows: 812; onlyLink: false'],
    [{ before: null, after: 'open' }, 'after: open'],
    [{ fields: ['name', 'idNumber'] }, 'fields: name, idNumber'],
    [{ changed: [] }, 'changed: []'],
    [{ userId: '0d3f7b0e-8a53-4d0f-9c2a-3f6c55a1a001' }, 'userId: 0d3f7b0e…'],
    [{ sha256: 'f0'.repeat(32), count: 94 }, 'sha256: f0f0f0f0…; count: 94'],
    [{ before: { deadline: '2026-12-31', milestones: [{ target: 5 }] } }, 'before.deadline: 2026-12-31; before.milestones[0].target: 5'],
  ])('%j', (detail, expected) => expect(line(detail)).toBe(expected)); // prettier-ignore
});
