/** The true population, household by household, as an endless-capable stream that keeps nothing behind but counters. */
import type { ShippedPrefecture } from '@qiaomen/domain/area/divisions/divisions';
import { calendarDay, dayOf } from '../day.ts';
import { randomStream, weightedChoice, type Random } from '../random.ts';
import { birthDayFor } from './ages.ts';
import { membersOf, nursingHomeMembers, type Member } from './household.ts';
import { createIdentityOffice } from './identity-number.ts';
import { nameFor } from './names/name.ts';
import type { Ethnicity, Home, Household, Person, PersonName } from './person.ts';
import { createPhoneOffice } from './phone-number.ts';
import { createPlaces } from './places.ts';
import { profiles } from './profile.ts';

export interface PopulationSettings {
  people: number;
  seed: number | string;
  prefecture: ShippedPrefecture;
  /** days since 1970-01-01 */
  today: number;
}

const disabilities = [
  '肢体残疾二级',
  '肢体残疾三级',
  '视力残疾一级',
  '视力残疾三级',
  '听力残疾二级',
  '精神残疾二级',
  '多重残疾一级',
];

const outsiderShare = 0.02;
const nursingHomeEvery = 0.0022; // of households: about 3 % of elders live in one
const moverShare = 0.08;
const namesakeShare = 0.04; // wished for; few candidates are alike enough

const abilityAt = (random: Random, age: number, nursing: boolean): Person['ability'] => {
  const dependent = nursing ? 0.4 : age >= 80 ? 0.12 : age >= 60 ? 0.025 : 0.002;
  if (random.chance(dependent)) return 'dependent';
  return random.chance(dependent * 1.6) ? 'semi' : 'able';
};

/** Twins often share the first character of the given name. */
const twinName = (name: PersonName, sibling: PersonName): PersonName => {
  const [own, others] = [Array.from(name.given), Array.from(sibling.given)];
  if (name.surname === '' || own.length !== 2 || others.length !== 2 || own[1] === others[1]) return name;
  const given = `${others[0] ?? ''}${own[1] ?? ''}`;
  return { text: name.surname + given, surname: name.surname, given };
};

const deathRate = (age: number): number => (age >= 80 ? 0.07 : age >= 60 ? 0.015 : 0.001);

export function* generatePopulation({ people, seed, prefecture, today }: PopulationSettings): Generator<Person[]> {
  const random = randomStream(seed, 'people');
  const profile = profiles[prefecture];
  const places = createPlaces(prefecture);
  const registries = [...places.counties, ...places.elsewhere];
  const identityOffice = createIdentityOffice(registries, random);
  const phoneOffice = createPhoneOffice(random);
  const chooseEthnicity = weightedChoice(profile.ethnicities);
  const chooseShape = weightedChoice(profile.shapes);
  const recent: Person[] = [];
  let made = 0;
  let households = 0;

  const birthOf = (member: Member, before: Person | undefined): number => {
    if (member.twin && before !== undefined) return before.birthDay;
    const birthDay = birthDayFor(random, member.age, today);
    return member.age >= 60 && random.chance(profile.yearOnly) ? dayOf(calendarDay(birthDay).year, 1, 1) : birthDay;
  };

  const registryOf = (home: Home): number => {
    if (random.chance(0.12)) return random.below(registries.length);
    return Math.max(0, registries.indexOf(home.areaCode.slice(0, 6)));
  };

  const makePerson = (
    member: Member,
    household: Household,
    ethnicity: Ethnicity,
    family: Person[],
    outsider: boolean,
  ) => {
    const { home } = household;
    const before = family[family.length - 1];
    let birthDay = birthOf(member, before);
    const father = member.father === null ? undefined : family[member.father]?.name;
    let name = nameFor(random, ethnicity, member.sex, calendarDay(birthDay).year, father);
    if (member.twin && before !== undefined) name = twinName(name, before.name);
    else if (random.chance(namesakeShare) && recent.length > 0) {
      // somebody else of the same name and about the same age, a third of them born in the same year
      const namesake = random.pick(recent);
      const alike = namesake.sex === member.sex && namesake.ethnicity === ethnicity;
      if (alike && Math.abs(namesake.birthDay - birthDay) < 3000) {
        name = namesake.name;
        if (random.chance(0.33)) birthDay = dayOf(calendarDay(namesake.birthDay).year, 1, 1) + random.below(365);
      }
    }
    const nursing = home.institution !== null;
    const hasPhone = member.age >= 14 && random.chance(nursing ? 0.1 : member.age >= 70 ? 0.55 : 0.93);
    const person: Person = {
      number: (made += 1),
      household,
      relation: member.relation,
      name,
      sex: member.sex,
      ethnicity,
      birthDay,
      idNumber: identityOffice.issue(registryOf(home), birthDay, member.sex),
      phone: hasPhone ? phoneOffice.issue() : null,
      formerHome: !outsider && random.chance(moverShare) ? places.home(random) : null,
      disability: random.chance(member.age >= 80 ? 0.2 : member.age >= 60 ? 0.08 : 0.025)
        ? random.pick(disabilities)
        : null,
      ability: abilityAt(random, member.age, nursing),
      deathDay: random.chance(deathRate(member.age)) ? today - random.between(20, 1000) : null,
      outsider,
    };
    if (person.deathDay !== null && person.deathDay < birthDay) person.deathDay = null;
    if (recent.length < 256) recent.push(person);
    else recent[made % 256] = person;
    return person;
  };

  while (made < people) {
    const outsider = random.chance(outsiderShare);
    const nursing = !outsider && random.chance(nursingHomeEvery);
    const home = outsider ? places.outsideHome(random) : nursing ? places.nursingHome(random) : places.home(random);
    const members = nursing ? nursingHomeMembers(random) : membersOf(random, chooseShape(random));
    const shared = chooseEthnicity(random);
    const household: Household = { number: (households += 1), home, headName: '', phone: phoneOffice.issue() };
    const family: Person[] = [];
    for (const member of members.slice(0, people - made)) {
      const marriedIn = nursing || (member.relation === '配偶' && random.chance(0.08));
      const person = makePerson(member, household, marriedIn ? chooseEthnicity(random) : shared, family, outsider);
      if (household.headName === '') household.headName = home.institution ?? person.name.text;
      family.push(person);
    }
    yield family;
  }
}
