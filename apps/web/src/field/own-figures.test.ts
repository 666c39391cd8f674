import { describe, expect, it } from 'vitest';
import type { FieldEntry } from '../offline/overlay.ts';
import { monthBefore, ownFigures } from './own-figures.ts';

const visit = (over: object) => ({
  occurredAt: '2026-10-12T02:00:00Z',
  outcome: '03',
  userName: '朴春子',
  voided: false,
  ...over,
});
const entry = (visits: object[], doseStatus = 'none') => ({ visits, doseStatus }) as unknown as FieldEntry;

describe('a worker’s own month', () => {
  it('is the one before, over the turn of the year too', () => {
    expect([monthBefore('2026-11-22'), monthBefore('2027-01-01')]).toEqual(['2026-10', '2026-12']);
  });

  it('counts own visits and calls by the Shanghai day, each person once', () => {
    const entries = [
      entry([visit({}), visit({ outcome: '02' }), visit({ byPhone: true, outcome: '08' })], 'complete'),
      entry([visit({ userName: '别人' }), visit({ voided: true })]),
      // 16:30 UTC of the 31st is November in Shanghai
      entry([visit({ occurredAt: '2026-10-31T16:30:00Z' })]),
      entry([visit({ occurredAt: '2026-09-30T16:30:00Z' })]),
    ];
    expect(ownFigures(entries, '朴春子', '2026-10')).toEqual({
      visits: 3,
      calls: 1,
      people: 2,
      agreed: 1,
      complete: 1,
    });
  });
});
