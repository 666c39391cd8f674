import { describe, expect, test } from 'vitest';
import { AreaCode } from '../area/area-code.ts';
import { candidateRules } from './candidate-rules.ts';
import { decideProposedPerson } from './decide.ts';
import type { ProposePerson } from './command.ts';
import { findCandidates, type CandidateRow, type ProposedPerson } from './find-candidates.ts';

const village = AreaCode.parse('222401001001');
const proposed: ProposedPerson = {
  name: '金顺姬',
  nameInitials: 'jsj',
  sex: 'female',
  birthDate: '1942-03-05',
  areaCode: village,
};
const row = (over: Partial<CandidateRow>): CandidateRow => ({
  personId: 'p',
  name: '李英淑',
  nameInitials: 'lys',
  sex: 'female',
  birthDate: '1950-01-01',
  areaCode: AreaCode.parse('222401001002'),
  sameId: null,
  samePhone: false,
  ...over,
});
const [rules] = candidateRules;
const find = (rows: CandidateRow[]) => (rules === undefined ? [] : findCandidates(proposed, rows, rules));

describe('who might be the elder at the door', () => {
  test.each([
    ['the same identity number alone', { sameId: true }, ['id']],
    ['name and birth date', { name: '金顺姬', birthDate: '1942-03-05' }, ['name', 'birth_date']],
    [
      'the sound of the name and the birth date',
      { nameInitials: 'jsj', birthDate: '1942-03-05' },
      ['name_sound', 'birth_date'],
    ],
    ['the name with an interpunct', { name: '金·顺姬', birthDate: '1942-07-01' }, ['name', 'birth_year']],
    ['name, phone and village', { name: '金顺姬', samePhone: true, areaCode: village }, ['name', 'phone', 'village']],
  ])('%s is shown with what agrees', (_what, over, evidence) => {
    expect(find([row(over)])[0]?.evidence).toEqual(evidence);
  });

  test.each([
    ['the same year and village', { birthDate: '1942-07-01', areaCode: village }],
    ['a shared phone in one village', { samePhone: true, areaCode: village }],
    ['a namesake with another valid identity number', { name: '金顺姬', sameId: false, areaCode: village }],
  ])('%s is not enough', (_what, over) => {
    expect(find([row(over)])).toEqual([]);
  });

  test('the strongest comes first, and no more than five are shown', () => {
    const rows = Array.from({ length: 8 }, (_, n) =>
      row({ personId: `n${String(n)}`, name: '金顺姬', areaCode: village }),
    );
    const found = find([...rows, row({ personId: 'best', sameId: true })]);
    expect(found.map((one) => one.personId)).toEqual(['best', 'n0', 'n1', 'n2', 'n3']);
  });
});

describe('an elder found at the door is always kept', () => {
  const command: ProposePerson = {
    type: 'person.propose',
    proposalId: 'proposal',
    personId: 'new',
    campaignId: 'campaign',
    areaCode: village,
    name: '金顺姬',
    sex: 'unknown',
    birthDate: null,
    idNumber: '222401193608150002',
    phone: '138 0433 1234',
    address: '',
    language: 'ko',
  };
  const situation = { occurredAt: '2026-11-22T02:00:00Z', now: '2026-11-22T08:00:00Z', nameInitials: 'jsj', rows: [] };

  test('birth date and sex are read from a valid identity number', () => {
    const { fact, flags } = decideProposedPerson(command, situation);
    expect(fact).toMatchObject({ birthDate: '1936-08-15', sex: 'female', phone: '13804331234', idAsTold: null });
    expect(flags).toEqual([]);
  });

  test('a mistyped identity number is kept as told and flagged', () => {
    const { fact, flags } = decideProposedPerson({ ...command, idNumber: '222401193608150003' }, situation);
    expect(fact).toMatchObject({ idNumber: null, idAsTold: '222401193608150003', birthDate: null });
    expect(flags).toEqual([{ code: 'id_checksum' }]);
  });

  test('what cannot be a phone is kept as told', () => {
    expect(decideProposedPerson({ ...command, phone: '儿子有' }, situation).fact).toMatchObject({
      phone: null,
      phoneAsTold: '儿子有',
    });
  });

  test('a strong likeness is flagged, a weak one only listed', () => {
    const rows = [
      row({ personId: 'same', name: '金顺姬', birthDate: '1936-08-15' }),
      row({ personId: 'namesake', name: '金顺姬' }),
    ];
    const { fact, flags } = decideProposedPerson(command, { ...situation, rows });
    expect(fact.candidates.map((one) => one.personId)).toEqual(['same', 'namesake']);
    expect(flags).toEqual([{ code: 'possible_duplicate', personId: 'same' }]);
  });
});
