import { expect, test } from 'vitest';
import { AreaCode, CountyCode } from '../area/area-code.ts';
import { decideMoveIn, decideMoveOut, decideSavePlace } from './decide.ts';

const today = '2026-11-22';
const county = CountyCode.parse('222401');
const at = (areaCode: string) => ({ county, areaCode: AreaCode.parse(areaCode) });

test('a place lies in its county, and nobody overwrites what they have not read', () => {
  expect(decideSavePlace({ ...at('222401100'), rev: 0 }, null)).toEqual({ ok: true, value: { rev: 1 } });
  expect(decideSavePlace({ ...at('222402100'), rev: 0 }, null)).toMatchObject({ error: { fields: ['areaCode'] } });
  expect(decideSavePlace({ ...at('2224'), rev: 0 }, null)).toMatchObject({ error: { fields: ['areaCode'] } });
  expect(decideSavePlace({ ...at('222401100'), rev: 1 }, { rev: 2 })).toMatchObject({
    error: { code: 'changed_meanwhile' },
  });
  expect(decideSavePlace({ ...at('222401100'), rev: 2 }, null)).toMatchObject({ error: { code: 'not_found' } });
});

test('somebody lives in one place at a time', () => {
  const open = { closedOn: null };
  const request = { placeId: 'a', fromOn: '2026-11-01' };
  expect(decideMoveIn(request, open, [], today)).toEqual({ ok: true, value: null });
  const left = { placeId: 'b', fromOn: '2026-01-01', toOn: '2026-11-01' };
  expect(decideMoveIn(request, open, [left], today)).toMatchObject({ ok: true });
  expect(decideMoveIn(request, open, [{ ...left, toOn: null }], today)).toMatchObject({
    error: { code: 'stay_elsewhere' },
  });
  expect(decideMoveIn(request, open, [{ ...left, placeId: 'a', toOn: null }], today)).toMatchObject({ error: { code: 'stay_exists' } }); // prettier-ignore
  const later = { placeId: 'b', fromOn: '2026-11-10', toOn: null };
  expect(decideMoveIn(request, open, [later], today)).toMatchObject({ error: { code: 'stay_elsewhere' } });
  expect(decideMoveIn({ ...request, fromOn: '2026-11-23' }, open, [], today)).toMatchObject({
    error: { fields: ['fromOn'] },
  });
  expect(decideMoveIn(request, { closedOn: '2026-10-01' }, [], today)).toMatchObject({ ok: false });
  expect(decideMoveIn(request, null, [], today)).toMatchObject({ error: { code: 'not_found' } });
});

test('nobody moves out before they moved in, or tomorrow; a mistaken end is taken back', () => {
  const stay = { placeId: 'a', fromOn: '2026-11-01', toOn: null };
  expect(decideMoveOut({ toOn: '2026-11-20' }, stay, today)).toEqual({ ok: true, value: { toOn: '2026-11-20' } });
  expect(decideMoveOut({ toOn: '2026-10-31' }, stay, today)).toMatchObject({ error: { fields: ['toOn'] } });
  expect(decideMoveOut({ toOn: '2026-11-23' }, stay, today)).toMatchObject({ error: { fields: ['toOn'] } });
  expect(decideMoveOut({ toOn: null }, { ...stay, toOn: '2026-11-20' }, today)).toMatchObject({
    value: { toOn: null },
  });
  expect(decideMoveOut({ toOn: null }, null, today)).toMatchObject({ error: { code: 'not_found' } });
});
