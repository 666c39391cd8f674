import { expect, test } from 'vitest';
import { decideAskExport, decideCancelExport, decideDownload, decideOnExport, expiryOf, type StoredExport } from './decide.ts'; // prettier-ignore

const stored = (over: Partial<StoredExport> = {}): StoredExport => ({
  state: 'asked',
  createdBy: 'asker',
  expiresAt: null,
  ...over,
});

test('a masked copy is made at once; an open one needs a reason and waits for a second person', () => {
  expect(decideAskExport({ masked: true, reason: '' })).toEqual({ ok: true, value: { state: 'queued' } });
  expect(decideAskExport({ masked: false, reason: '核对' })).toMatchObject({ error: { fields: ['reason'] } });
  expect(decideAskExport({ masked: false, reason: '与公安核对户籍' })).toEqual({ ok: true, value: { state: 'asked' } });
});

test('the word comes from somebody else, once', () => {
  const word = { actorId: 'other', approve: true };
  expect(decideOnExport(stored(), word)).toEqual({ ok: true, value: { state: 'queued' } });
  expect(decideOnExport(stored(), { ...word, approve: false })).toEqual({ ok: true, value: { state: 'declined' } });
  expect(decideOnExport(stored(), { ...word, actorId: 'asker' })).toMatchObject({ error: { code: 'export_own_word' } });
  expect(decideOnExport(stored({ state: 'queued' }), word)).toMatchObject({ error: { code: 'already_decided' } });
  expect(decideOnExport(null, word)).toMatchObject({ error: { code: 'not_found' } });
});

test('only the asker stops a copy, and only while there is something to stop', () => {
  for (const state of ['asked', 'queued', 'running'] as const)
    expect(decideCancelExport(stored({ state }), 'asker')).toMatchObject({ ok: true });
  expect(decideCancelExport(stored({ state: 'done' }), 'asker')).toMatchObject({
    error: { code: 'changed_meanwhile' },
  });
  expect(decideCancelExport(stored(), 'other')).toMatchObject({ error: { code: 'not_found' } });
});

test('a file is fetched by its asker within 48 hours', () => {
  const expiresAt = expiryOf(new Date('2026-11-22T02:00:00Z')).toISOString();
  expect(expiresAt).toBe('2026-11-24T02:00:00.000Z');
  const done = stored({ state: 'done', expiresAt });
  expect(decideDownload(done, 'asker', '2026-11-24T01:59:59.999Z')).toMatchObject({ ok: true });
  expect(decideDownload(done, 'asker', expiresAt)).toMatchObject({ error: { code: 'export_expired' } });
  expect(decideDownload(done, 'other', '2026-11-22T03:00:00.000Z')).toMatchObject({ error: { code: 'not_found' } });
  expect(decideDownload(stored({ state: 'running' }), 'asker', '2026-11-22T03:00:00.000Z')).toMatchObject({
    ok: false,
  });
  expect(decideDownload(stored({ state: 'expired' }), 'asker', '2026-11-22T03:00:00.000Z')).toMatchObject({
    error: { code: 'export_expired' },
  });
});
