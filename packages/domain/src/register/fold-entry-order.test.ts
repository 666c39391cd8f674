import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doseProducts } from '../dose/command.ts';
import { visitOutcomes, visitReasons } from '../visit/codes.ts';
import { events, person } from './entry-events.ts';
import { isClosed } from './entry-state.ts';
import { foldEntry } from './fold-entry.ts';

const anInstant = fc
  .integer({ min: 0, max: 60 * 24 * 60 })
  .map((minutes) => new Date(Date.parse('2026-11-01T00:00:00Z') + minutes * 60_000).toISOString());
const someVisits = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    occurredAt: anInstant,
    outcome: fc.constantFrom(...visitOutcomes),
    reasons: fc.array(fc.constantFrom(...visitReasons), { maxLength: 3 }),
    nextDate: fc.constantFrom(null, '2026-12-24'),
    voided: fc.boolean(),
  }),
  { selector: (one) => one.id, maxLength: 8 },
);
const someDoses = fc.array(
  fc.record({
    id: fc.uuid(),
    product: fc.constantFrom(...doseProducts),
    givenOn: anInstant.map((instant) => instant.slice(0, 10)),
    voided: fc.boolean(),
  }),
  { maxLength: 4 },
);

describe('whatever happened, in whatever order it became known', () => {
  test('the same events give the same entry', () => {
    fc.assert(
      fc.property(someVisits, someDoses, fc.infiniteStream(fc.nat()), (visits, doses, keys) => {
        const shuffle = <Row>(rows: readonly Row[]): Row[] =>
          rows
            .map((row) => ({ row, key: keys.next().value ?? 0 }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ row }) => row);
        const shuffled = events({ visits: shuffle(visits), doses: shuffle(doses) });
        expect(foldEntry(shuffled)).toEqual(foldEntry(events({ visits, doses })));
      }),
    );
  });

  test('an open entry always has a next action and a next date, a closed one never', () => {
    fc.assert(
      fc.property(someVisits, someDoses, fc.boolean(), (visits, doses, deceased) => {
        const fold = foldEntry(events({ visits, doses, person: { ...person, deceased } }));
        const expected = isClosed(fold.state);
        expect([fold.nextAction === null, fold.nextDate === null]).toEqual([expected, expected]);
        expect(fold.visitCount).toBe(visits.filter((one) => !one.voided).length);
      }),
    );
  });
});
