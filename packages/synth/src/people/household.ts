/** Which members a household has: age, sex and relation to its head. Names and numbers come later. */
import type { Random } from '../random.ts';
import { childAge, elderAge, nursingHomeAge, spouseAge } from './ages.ts';
import type { Sex } from './person.ts';
import type { HouseholdShape } from './profile.ts';

export interface Member {
  relation: '户主' | '配偶' | '子女' | '孙子女' | '父母' | '院民';
  age: number;
  sex: Sex;
  /** index of the member whose surname is carried on */
  father: number | null;
  /** born on the same day as the member before */
  twin: boolean;
}

const other = (sex: Sex): Sex => (sex === 'male' ? 'female' : 'male');
const anySex = (random: Random): Sex => (random.chance(0.51) ? 'male' : 'female');
const longLived = (random: Random, age: number): Sex => (random.chance(age >= 80 ? 0.4 : 0.49) ? 'male' : 'female');

const alone = (age: number, sex: Sex): Member => ({ relation: '户主', age, sex, father: null, twin: false });
const partner = (random: Random, of: Member): Member => ({
  relation: '配偶',
  age: spouseAge(random, of.age),
  sex: other(of.sex),
  father: null,
  twin: false,
});
const child = (random: Random, age: number, father: number, relation: Member['relation'] = '子女'): Member => ({
  relation,
  age,
  sex: anySex(random),
  father,
  twin: false,
});

const withCouple = (random: Random, age: number): Member[] => {
  const head = alone(age, 'male');
  return [head, partner(random, head)];
};

const children = (random: Random, parentAge: number, father: number, relation: Member['relation']): Member[] => {
  const wanted = random.chance(0.32) ? 2 : 1;
  const first = child(random, Math.min(childAge(random, parentAge), 24), father, relation);
  if (wanted === 1) return [first];
  if (random.chance(0.05))
    return [first, { ...first, sex: random.chance(0.7) ? first.sex : anySex(random), twin: true }];
  return [first, child(random, Math.max(0, first.age - random.between(1, 6)), father, relation)];
};

export const membersOf = (random: Random, shape: HouseholdShape): Member[] => {
  switch (shape) {
    case 'elderAlone': {
      const age = elderAge(random);
      return [alone(age, longLived(random, age))];
    }
    case 'elderCouple':
      return withCouple(random, elderAge(random));
    case 'couple':
      return withCouple(random, random.between(26, 60));
    case 'single':
      return [alone(random.between(18, 59), anySex(random))];
    case 'family': {
      const age = random.between(27, 54);
      return [...withCouple(random, age), ...children(random, age, 0, '子女')];
    }
    case 'oneParent': {
      const age = random.between(27, 52);
      const head = alone(age, random.chance(0.25) ? 'male' : 'female');
      return [head, child(random, Math.min(childAge(random, age), 24), 0)];
    }
    case 'threeGenerations': {
      const elder = elderAge(random);
      const middle = Math.max(20, Math.min(62, childAge(random, elder)));
      const parents = random.chance(0.5) ? withCouple(random, elder) : [alone(elder, longLived(random, elder))];
      const heir = { ...child(random, middle, 0), sex: 'male' as const };
      const heirIndex = parents.length;
      return [
        ...parents,
        heir,
        { ...partner(random, heir), relation: '子女' },
        ...children(random, Math.max(middle, 23), heirIndex, '孙子女'),
      ];
    }
    case 'elderWithChild': {
      const age = elderAge(random);
      return [alone(age, longLived(random, age)), child(random, Math.max(18, Math.min(70, childAge(random, age))), 0)];
    }
  }
};

export const nursingHomeMembers = (random: Random): Member[] =>
  Array.from({ length: random.between(14, 42) }, () => {
    const age = nursingHomeAge(random);
    return { relation: '院民' as const, age, sex: longLived(random, age), father: null, twin: false };
  });
