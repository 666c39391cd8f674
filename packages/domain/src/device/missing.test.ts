import { describe, expect, it } from 'vitest';
import { missingOf } from './missing.ts';

describe('what a lost tablet still owed', () => {
  it('is everything it numbered after the last that arrived, and the holes before', () => {
    expect(missingOf({ last: 40, missing: [] }, 57)).toEqual([[41, 57]]);
    expect(missingOf({ last: 40, missing: [[7, 9]] }, 57)).toEqual([
      [7, 9],
      [41, 57],
    ]);
  });

  it('is nothing where all it numbered arrived, and never less than the server already holds', () => {
    expect(missingOf({ last: 40, missing: [] }, 40)).toEqual([]);
    expect(missingOf({ last: 40, missing: [] }, 12)).toEqual([]);
  });
});
