import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageOn, bandOn } from '../register/age.ts';
import { closedStates, openStates } from '../register/entry-state.ts';
import { isDay } from '../register/day.ts';
import { bandBoundaries, bornByFor, countedBand, ineligibleStates, isInBase, standingOf, type BaseRule, type CountedPerson } from './standing.ts'; // prettier-ignore

const rule: BaseRule = {
  minAge: 60,
  referenceDate: '2022-11-29',
  excludeReportedDeaths: true,
  excludeNoResidence: true,
};
const elder: CountedPerson = {
  state: 'active',
  birthDate: '1940-05-01',
  deceased: false,
  areaCode: '222401100200',
  entryState: 'to_visit',
};

describe('a person and the base figure', () => {
  test.each([
    ['lives here and is old enough', {}, 'eligible'],
    ['refused', { entryState: 'refused' }, 'eligible'],
    ['is deferred', { entryState: 'deferred' }, 'eligible'],
    ['is away', { entryState: 'away' }, 'eligible'],
    ['cannot be vaccinated, as a doctor confirmed', { entryState: 'contraindicated' }, 'contraindicated'],
    ['turns 60 the day after', { birthDate: '1962-11-30' }, 'under_age'],
    ['turns 60 on the day', { birthDate: '1962-11-29' }, 'eligible'],
    ['has no birth date', { birthDate: null }, 'no_birth_date'],
    ['died', { entryState: 'deceased' }, 'deceased'],
    ['is dead in a file nobody checked', { deceased: true, entryState: 'exemption_claimed' }, 'death_reported'],
    ['is dead in a file and was met alive', { deceased: true, entryState: 'refused' }, 'eligible'],
    ['moved away', { entryState: 'moved' }, 'moved'],
    ['was taken off by a file', { state: 'gone' }, 'gone'],
    ['is the same as another record', { state: 'merged' }, 'merged'],
    ['was found at a door and awaits a decision', { state: 'proposed' }, 'undecided'],
    ['was found at a door and declined', { state: 'declined' }, 'declined'],
    ['is known to the county and no closer', { areaCode: '222401' }, 'no_residence'],
    ['is known to the township', { areaCode: '222401100' }, 'eligible'],
  ] as const)('who %s', (_words, change, standing) => {
    expect(standingOf({ ...elder, ...change }, rule)).toBe(standing);
  });

  test('whoever the rule does not leave out stays in: a reported death, no residence', () => {
    const lax = { ...rule, excludeReportedDeaths: false, excludeNoResidence: false };
    expect(standingOf({ ...elder, deceased: true, entryState: 'exemption_claimed' }, lax)).toBe('eligible');
    expect(standingOf({ ...elder, areaCode: '222401' }, lax)).toBe('eligible');
  });

  test('no open state ever leaves the base or the eligible: deferring raises no coverage', () => {
    for (const entryState of openStates) {
      expect(standingOf({ ...elder, entryState }, rule)).toBe('eligible');
      expect(ineligibleStates).not.toContain(entryState);
    }
    expect(closedStates).toEqual(expect.arrayContaining([...ineligibleStates]));
  });
});

const aDay = fc
  .record({ year: fc.integer({ min: 1905, max: 2030 }), month: fc.integer({ min: 1, max: 12 }), date: fc.nat(30) })
  .map(({ year, month, date }) => `${year}-${String(month).padStart(2, '0')}-${String(date + 1).padStart(2, '0')}`)
  .filter(isDay);

describe('the boundary a query uses', () => {
  test('is the boundary of the age rule, on leap days too', () => {
    fc.assert(
      fc.property(aDay, aDay, fc.integer({ min: 0, max: 110 }), (birth, day, age) => {
        expect(birth <= bornByFor(age, day)).toBe(ageOn(birth, day) >= age);
      }),
      { numRuns: 3000, examples: [['1964-02-29', '2024-02-28', 60], ['1963-03-01', '2024-02-29', 61]] }, // prettier-ignore
    );
  });

  test('puts everyone into the band of the age rule', () => {
    fc.assert(
      fc.property(aDay, (birthDate) => {
        const referenceDate = '2024-02-29';
        const found = bandBoundaries(referenceDate).find(({ bornBy }) => birthDate <= bornBy)?.band;
        const band = countedBand({ ...elder, birthDate }, { ...rule, referenceDate });
        expect(band).toBe(ageOn(birthDate, referenceDate) >= 60 ? bandOn(birthDate, referenceDate) : null);
        if (band !== null) expect(found).toBe(band);
        if (band === null)
          expect(isInBase(standingOf({ ...elder, birthDate }, { ...rule, referenceDate }))).toBe(false);
      }),
    );
  });
});
