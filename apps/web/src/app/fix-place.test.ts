import { describe, expect, it } from 'vitest';
import { newRow } from '@qiaomen/domain/sync/outbox';
import { aVisit, nextId, world } from '../testing/tablet.ts';
import { ProposeForm } from '../features/propose/propose-form.ts';
import { VisitForm } from '../features/visit/visit-form.ts';
import { fixPlace } from '../features/sync-page/fix-place.ts';

const row = newRow({ id: nextId(), deviceSeq: 1, deps: [] });
const personId = nextId();

describe('a command that needs attention', () => {
  it('opens again in its form, filled in, at the day that lay outside the rule', () => {
    const command = aVisit(personId, { outcome: '03', reasons: ['T1'], nextDate: '2027-06-01', note: '晚上在家' });
    const error = { code: 'date_outside_rule', earliest: '2026-11-23', latest: '2026-12-31' } as const;
    const fix = fixPlace({ command, name: '金顺姬', row: { ...row, outcome: { state: 'refused', error } } });
    expect(fix).toMatchObject({
      to: `/my-register/${personId}/visit`,
      draft: { id: `visit:${personId}`, field: 'date' },
    });
    expect(VisitForm.parse(fix.draft?.value)).toMatchObject({
      outcome: '03',
      reasons: ['T1'],
      chosenDate: '2027-06-01',
      note: '晚上在家',
    });
  });

  it('goes to the very part the server could not read', () => {
    const at = (field: string) =>
      fixPlace({
        command: aVisit(personId, { outcome: '03', reasons: ['T1'] }),
        name: '金顺姬',
        row: { ...row, outcome: { state: 'refused', error: { code: 'command_unreadable', fields: [field] } } },
      }).draft?.field;
    expect(at('payload.note')).toBe('note');
    expect(at('reasons')).toBe('reason T1');
    expect(at('outcome')).toBe('outcome 03');
  });

  it('gives an elder found at the door back to the form that proposed them', () => {
    const fix = fixPlace({
      command: {
        type: 'person.propose',
        proposalId: nextId(),
        personId,
        campaignId: nextId(),
        areaCode: world.villageA,
        name: '崔福顺',
        sex: 'female',
        birthDate: null,
        idNumber: null,
        phone: null,
        address: '河南街',
        language: 'ko',
      },
      name: '崔福顺',
      row: { ...row, outcome: { state: 'quarantined', reason: 'outside_duty' } },
    });
    expect(fix.to).toBe('/my-register/new');
    expect(ProposeForm.parse(fix.draft?.value)).toMatchObject({ name: '崔福顺', birthDate: '', address: '河南街' });
  });

  it('leads to the person where the command has no form of its own', () => {
    const command = { type: 'visit.void', visitId: nextId(), personId, reason: '' } as never;
    expect(fixPlace({ command, name: '金顺姬', row })).toEqual({ to: `/my-register/${personId}`, draft: null });
  });
});
