import { render, screen } from '@testing-library/react';
import { beforeAll, describe, expect, test } from 'vitest';
import { languages } from '@qiaomen/domain/account/role';
import type { CareFacts } from '@qiaomen/domain/care/event';
import type { TimelineEvent, TimelineRow } from '@qiaomen/domain/timeline/query';
import { changeLanguage, loadDeskWords, startLanguage } from '../language/language.ts';
import { rowsOfEntry } from './rows-of-entry.ts';
import { TimelineList } from './timeline-list.tsx';

const doseId = '018f0000-0000-7000-8000-0000000000d1';
const facts: CareFacts[] = [
  { kind: 'homeVisit.request', askedBy: 'family' },
  { kind: 'assessment.record', formId: 'barthel', formVersion: 1, total: 35, class: 'severe', route: 'home', homebound: true },
  { kind: 'screening.record', setId: 'S', result: 'DEFER', reasons: [], isLocal: false, deferredUntil: '2026-12-01', consult: [], ruleIds: [] },
  { kind: 'homeVisit.approve', requestId: doseId, approved: true },
  { kind: 'consent.record', decision: 'given', by: 'carer', carerRelation: 'child', readAloud: true, signature: 'aa' },
  { kind: 'dose.record', product: 'INACT', lot: 'A1', expiry: '2027-05-31', traceCode: '8', traceScheme: 'cn_20', site: 'left_arm', route: 'intramuscular', amount: 0.5, place: 'home', team: [], checks: {}, screeningId: null, consentId: null },
  { kind: 'observation.end', doseId, startedAt: '2026-11-22T01:00:00.000Z', endedAt: '2026-11-22T01:30:00.000Z', leftEarly: false, reaction: 'none' },
  { kind: 'followUp.record', doseId, slot: '24h', result: 'not_reached', nextTryOn: '2026-11-24' },
  { kind: 'aefi.report', doseId, onsetAt: '2026-11-22T03:00:00.000Z', seenOn: null, reactions: ['rash', 'of_another_version'], severity: 'serious', hospitalised: true, found: 'active', cluster: true, majorImpact: false, doseNumber: 1 },
  { kind: 'close.request', code: 'C4', evidence: ['death_source'] },
  { kind: 'close.agree', closeId: doseId, agreed: false },
]; // prettier-ignore
const events: TimelineEvent[] = [
  { kind: 'visit', outcome: '03', reasons: ['T1'], nextDate: '2026-11-30' },
  { kind: 'dose', product: 'AD5_IM', origin: 'file' },
  ...facts.map((care) => ({ kind: 'care', facts: care }) as const),
  { kind: 'entered', campaignName: '冬季行动', origin: 'base' },
  { kind: 'closed', campaignName: '冬季行动', from: 'agreed', state: 'complete' },
  { kind: 'reopened', campaignName: null, from: 'complete', state: 'agreed' },
  { kind: 'assigned', ownerName: '金花' },
  { kind: 'released', ownerName: null },
  { kind: 'found' },
  { kind: 'found_decided', decision: 'linked' },
  { kind: 'field_chosen', field: 'name' },
  { kind: 'field_taken_back', field: 'name' },
  { kind: 'asked' },
  { kind: 'answered', answer: 'same' },
  { kind: 'import', act: 'united', sources: ['population'], fileNames: ['人口.csv'] },
  { kind: 'incident', act: 'closed' },
  { kind: 'aefi_step', step: 'classified', class: 'general' },
  { kind: 'carried_over', state: 'done', away: false },
];
const rowOf = (event: TimelineEvent, over: Partial<TimelineRow> = {}): TimelineRow => ({
  id: JSON.stringify(event),
  at: '2026-11-22T03:00:00.000Z',
  receivedAt: null,
  userName: '李芳',
  areaPath: ['延吉市'],
  fromTablet: true,
  ofMerged: false,
  note: '',
  photos: [],
  voices: [],
  flags: [],
  voided: null,
  event,
  ...over,
});

beforeAll(async () => {
  await startLanguage();
  await loadDeskWords();
});

describe('the timeline', () => {
  test.each(languages)('says every event in %s without an empty word or a bare key', async (language) => {
    await changeLanguage(language);
    const { container, unmount } = render(<TimelineList rows={events.map((event) => rowOf(event))} />);
    const titles = [...container.querySelectorAll('strong')].map(({ textContent }) => textContent);
    expect(titles).toHaveLength(events.length);
    for (const title of titles) expect(title).not.toBe('');
    expect(container.textContent).not.toMatch(/\b(timeline|care|codes):|\{\{|undefined/);
    unmount();
  });

  test('what is void stays readable, struck, with who did it and why; odd things are named', async () => {
    await changeLanguage('zh-CN');
    const voided = { at: '2026-11-22T05:00:00.000Z', userName: '王督导', why: '按错了' };
    const flags = [{ code: 'dose_too_early', earliest: '2026-12-01' } as const];
    render(<TimelineList rows={[rowOf(events[0] ?? { kind: 'asked' }, { voided, flags, note: '怕疼' })]} />);
    expect(screen.getByRole('listitem').textContent).toMatch(/还在考虑.*怕疼.*最早.*王督导.*按错了/s);
    expect(screen.getByRole('listitem').className).toContain('voided');
  });
});

test('a tablet tells visits, doses and care in one order, a dose of ours once', () => {
  const [, dose] = [null, facts.find(({ kind }) => kind === 'dose.record')];
  if (dose === undefined) throw new Error('no dose');
  const care = [{ id: doseId, occurredAt: '2026-11-22T02:00:00.000Z', userId: 'u', voided: false, facts: dose }];
  const doses = [
    { id: doseId, product: 'INACT', givenOn: '2026-11-22', origin: 'person', voided: false, flags: [] },
    { id: 'old', product: 'INACT', givenOn: '2021-04-01', origin: 'file', voided: false, flags: [] },
  ];
  const visits = [
    { id: 'v', occurredAt: '2026-11-20T02:00:00.000Z', outcome: '02', reasons: [], nextDate: null, note: '', userName: '李芳', voided: true, flags: [] },
  ]; // prettier-ignore
  const rows = rowsOfEntry({ visits, doses, care } as unknown as Parameters<typeof rowsOfEntry>[0]);
  expect(rows.map(({ id, voided }) => [id, voided !== null])).toEqual([
    [doseId, false],
    ['v', true],
    ['old', false],
  ]);
});
