import { describe, expect, it } from 'vitest';
import { divisionsOf, isShippedPrefecture } from '@qiaomen/domain/area/divisions/divisions';
import { parseIdNumber } from '@qiaomen/domain/person/id-number';
import { ageOnDay, dayText, parseDay } from '../day.ts';
import { randomStream } from '../random.ts';
import { courseOf } from '../vaccination/course.ts';
import type { Person } from './person.ts';
import { generatePopulation } from './population.ts';

const today = parseDay('2026-11-22');
const populationOf = (prefecture: '2224' | '5133'): Person[] =>
  [...generatePopulation({ people: 12_000, seed: 3, prefecture, today })].flat();
const yanbian = populationOf('2224');
const ganzi = populationOf('5133');
const ageOf = (person: Person): number => ageOnDay(person.birthDay, today);
const share = (people: readonly Person[], holds: (person: Person) => boolean): number =>
  people.filter(holds).length / people.length;

describe.each([
  ['Yanbian', yanbian],
  ['Ganzi', ganzi],
])('the people of %s', (_, people) => {
  it('are exactly as many as asked for', () => {
    expect(people.length).toBe(12_000);
    expect(people.map(({ number }) => number)).toEqual(people.map((__, index) => index + 1));
  });

  it('are a quarter elders, with enough of the very old', () => {
    expect(share(people, (person) => ageOf(person) >= 60)).toBeGreaterThan(0.22);
    expect(share(people, (person) => ageOf(person) >= 60)).toBeLessThan(0.3);
    expect(share(people, (person) => ageOf(person) >= 80)).toBeGreaterThan(0.025);
    expect(share(people, (person) => ageOf(person) < 18)).toBeGreaterThan(0.1);
  });

  it('carry identity numbers that are formally right, say their birth date and sex, and are theirs alone', () => {
    const wrong = people.filter(({ idNumber, birthDay, sex }) => {
      const parsed = parseIdNumber(idNumber);
      return !parsed.ok || parsed.birthDate !== dayText(birthDay) || parsed.sex !== sex;
    });
    expect(wrong).toEqual([]);
    expect(new Set(people.map(({ idNumber }) => idNumber)).size).toBe(people.length);
  });

  it('include movers, deceased, disabled, outsiders, namesakes and residents of nursing homes', () => {
    expect(share(people, ({ formerHome }) => formerHome !== null)).toBeCloseTo(0.08, 1);
    expect(share(people, ({ outsider }) => outsider)).toBeCloseTo(0.02, 1);
    expect(share(people, ({ deathDay }) => deathDay !== null)).toBeGreaterThan(0.004);
    expect(share(people, ({ disability }) => disability !== null)).toBeGreaterThan(0.03);
    const elders = people.filter((person) => ageOf(person) >= 60);
    const nursing = elders.filter((person) => person.household.home.institution !== null);
    expect(nursing.length / elders.length).toBeGreaterThan(0.01);
    expect(new Set(nursing.map(({ household }) => household.phone)).size).toBeLessThan(nursing.length / 8);
    expect(new Set(people.map(({ name }) => name.text)).size).toBeLessThan(people.length);
  });

  it('live in villages that exist', () => {
    const villages = new Set<string>(
      ['2224', '5133']
        .filter(isShippedPrefecture)
        .flatMap(divisionsOf)
        .map(({ code }) => code),
    );
    expect(people.filter(({ outsider, household }) => !outsider && !villages.has(household.home.areaCode))).toEqual([]);
    const former = people.flatMap(({ formerHome }) => (formerHome === null ? [] : [formerHome.areaCode]));
    expect(former.filter((code) => !villages.has(code))).toEqual([]);
  });
});

describe('the names', () => {
  it('follow the peoples of each prefecture', () => {
    expect(share(yanbian, ({ ethnicity }) => ethnicity === 'korean')).toBeCloseTo(0.33, 1);
    expect(share(ganzi, ({ ethnicity }) => ethnicity === 'tibetan')).toBeCloseTo(0.8, 1);
    const tibetan = ganzi.filter(({ ethnicity }) => ethnicity === 'tibetan');
    for (const { name } of tibetan) expect([2, 4]).toContain(Array.from(name.text).length);
    for (const { name } of ganzi.filter(({ ethnicity }) => ethnicity === 'uyghur')) expect(name.text).toContain('·');
    expect(yanbian.some(({ name }) => Array.from(name.surname).length === 2)).toBe(true);
  });
});

describe('the doses', () => {
  const opening = parseDay('2026-11-02');
  const random = randomStream(1, 'test');
  const courses = yanbian
    .filter((person) => ageOf(person) >= 60 && person.deathDay === null)
    .map((person) => ({ age: ageOf(person), doses: courseOf(random, person, today) }));
  const begun = (from: number, to: number): number => {
    const group = courses.filter(({ age }) => age >= from && age < to);
    return group.filter(({ doses }) => doses.length > 0).length / group.length;
  };

  it('have reached fewer of the oldest than of the younger elders', () => {
    expect(begun(60, 80)).toBeGreaterThan(0.85);
    expect(begun(80, 120)).toBeLessThan(0.85);
    expect(begun(80, 120)).toBeGreaterThan(0.65);
  });

  it('lie in order of time, none after today, a few after the opening of the campaign', () => {
    const days = courses.flatMap(({ doses }) => doses.map(({ day }) => day));
    for (const { doses } of courses) {
      expect(doses.map(({ day }) => day)).toEqual(doses.map(({ day }) => day).toSorted((left, right) => left - right));
    }
    expect(Math.max(...days)).toBeLessThan(today);
    const recent = days.filter((day) => day >= opening).length;
    expect(recent).toBeGreaterThan(20);
    expect(recent / days.length).toBeLessThan(0.05);
  });
});
