/** What every implementation of the store must do with the care of a person: keep, flag, fold and tell it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { usual } from '../care/testing.ts';
import type { Command } from '../command.ts';
import type { Actor } from '../policy.ts';
import { actorOf, envelopeOf, nextId, readerOf, send, world, type StoreHarness } from './contract-world.ts';
import type { Answer, ReplicaEntry } from './query.ts';

const day = '2026-11-22';
const at = (time: string): string => `${day}T${time}:00.000Z`;

export const describeCare = (name: string, makeStore: () => Promise<StoreHarness>): void => {
  describe(`care into ${name}`, () => {
    let harness: StoreHarness;
    beforeAll(async () => {
      harness = await makeStore();
      await harness.certify(world.worker.userId, 'vaccinator');
      await harness.certify(world.other.userId, 'doctor');
    });
    afterAll(() => harness.close());

    const anElder = async (): Promise<string> => {
      const personId = nextId();
      await harness.addEntry({ personId, entryId: nextId(), areaCode: world.villageA, ownerId: null, name: '金顺姬' });
      return personId;
    };
    const as = (role: Actor['role']) => ({
      sender: {
        actor: { ...actorOf('worker'), role },
        deviceId: world.worker.deviceId,
        revoked: false,
        homeCounty: world.county,
      },
    });
    const say = async (command: Command, time: string, role: Actor['role'] = 'vaccinator'): Promise<Answer> => {
      const envelope = envelopeOf(command, { occurredAt: at(time) });
      const [answer] = await send(harness.store, [envelope], as(role));
      if (answer === undefined) throw new Error('no answer');
      return answer;
    };
    const flagsOf = (answer: Answer): string[] =>
      answer.state === 'applied' ? answer.flags.map(({ code }) => code) : [answer.state];
    /** The usual commands about a person, with ids of their own that name each other. */
    const commandsFor = (personId: string) => {
      const ids = {
        request: nextId(),
        assessment: nextId(),
        approval: nextId(),
        screening: nextId(),
        consent: nextId(),
      };
      const doseId = nextId();
      return {
        request: { ...usual.request, personId, requestId: ids.request, campaignId: world.campaignId },
        assessment: { ...usual.assessment, personId, assessmentId: ids.assessment },
        approval: { ...usual.approval, personId, approvalId: ids.approval, requestId: ids.request },
        screening: { ...usual.screening, personId, screeningId: ids.screening },
        consent: { ...usual.consent, personId, consentId: ids.consent },
        dose: { ...usual.dose, personId, doseId, team: [world.other.userId], screeningId: ids.screening, consentId: ids.consent },
        observation: { ...usual.observation, personId, doseId, observationId: nextId(), startedAt: at('02:10'), endedAt: at('02:40') },
        followUp: { ...usual.followUp, personId, doseId, followUpId: nextId() },
      }; // prettier-ignore
    };
    const entryOf = async (personId: string): Promise<ReplicaEntry | undefined> => {
      const rows = await harness.store.view(world.county, readerOf('worker'), (view) => view.listEntriesAfter(null, 1000));
      return rows.find((row) => row.personId === personId);
    }; // prettier-ignore

    test('from the request to the watch: each step is kept, leads to the next, and reaches the tablets', async () => {
      const personId = await anElder();
      const all = commandsFor(personId);
      expect(flagsOf(await say(all.request, '01:00', 'worker'))).toEqual([]);
      expect(await harness.findEntry(personId)).toMatchObject({ state: 'agreed', nextAction: 'assess' });
      expect(flagsOf(await say(all.assessment, '01:10', 'worker'))).toEqual([]);
      expect(await harness.findEntry(personId)).toMatchObject({ nextAction: 'approve' });
      expect(flagsOf(await say(all.approval, '01:20'))).toEqual(['certificate_invalid']);
      expect(await harness.findEntry(personId)).toMatchObject({ nextAction: 'book_home' });
      expect(flagsOf(await say(all.screening, '02:00'))).toEqual([]);
      expect(flagsOf(await say(all.consent, '02:05'))).toEqual([]);
      expect(flagsOf(await say(all.dose, '02:10'))).toEqual([]);
      expect(await harness.findEntry(personId)).toMatchObject({ state: 'agreed', nextAction: 'watch', nextDate: day });
      expect(flagsOf(await say(all.observation, '02:40'))).toEqual([]);
      expect(await harness.findEntry(personId)).toMatchObject({ nextAction: 'follow_up', nextDate: '2026-11-23' });
      expect(flagsOf(await say(all.followUp, '03:00', 'worker'))).toEqual([]);
      const entry = await entryOf(personId);
      expect(entry?.doses).toMatchObject([{ id: all.dose.doseId, product: 'INACT', givenOn: day, voided: false }]);
      expect(entry?.care?.map(({ facts }) => facts.kind)).toEqual([
        'homeVisit.request', 'assessment.record', 'homeVisit.approve', 'screening.record', 'consent.record', 'dose.record', 'observation.end', 'followUp.record',
      ]); // prettier-ignore
      const kept = entry?.care?.find(({ id }) => id === all.dose.doseId);
      expect(kept).toMatchObject({ occurredAt: at('02:10'), userId: world.worker.userId, facts: { traceCode: usual.dose.traceCode, place: 'home' } }); // prettier-ignore
    });

    test('a dose given against every rule is kept with every flag', async () => {
      const personId = await anElder();
      const { dose } = commandsFor(personId);
      const answer = await say({ ...dose, team: [], checks: {}, expiry: '2026-11-21' }, '02:00');
      expect(flagsOf(answer)).toEqual([
        'expired_vaccine', 'not_screened', 'no_consent', 'no_assessment', 'not_approved', 'team_incomplete', 'checks_incomplete',
      ]); // prettier-ignore
      expect((await entryOf(personId))?.doses).toHaveLength(1);
    });

    test('a dose told by somebody who is no vaccinator is kept aside whole', async () => {
      const personId = await anElder();
      const { dose } = commandsFor(personId);
      expect(await say(dose, '02:00', 'worker')).toMatchObject({ state: 'quarantined', reason: 'wrong_role' });
      expect((await entryOf(personId))?.doses).toEqual([]);
    });

    test('sent again it is the same; another command with the same id is a conflict', async () => {
      const personId = await anElder();
      const { dose } = commandsFor(personId);
      const envelope = envelopeOf(dose);
      const [first] = await send(harness.store, [envelope], as('vaccinator'));
      const [again] = await send(harness.store, [envelope], as('vaccinator'));
      expect(again).toEqual({ ...first, replayed: true });
      expect(await say(dose, '02:00')).toMatchObject({ state: 'conflict', current: { id: dose.doseId } });
      expect((await entryOf(personId))?.care).toHaveLength(1);
    });

    test('one dose told by two vaccinators is one dose and two accounts of it', async () => {
      const personId = await anElder();
      const { dose } = commandsFor(personId);
      await say(dose, '02:00');
      const other = { ...dose, doseId: nextId() };
      expect(flagsOf(await say(other, '02:01'))).toContain('near_duplicate_dose');
      const entry = await entryOf(personId);
      expect(entry?.doses).toHaveLength(1);
      expect(entry?.care).toHaveLength(2);
    });

    test('a dose corrected away takes the act along; a screening taken back counts no more', async () => {
      const personId = await anElder();
      const { dose, screening } = commandsFor(personId);
      await say({ ...screening, answers: { ...screening.answers, fever: 'yes' } }, '01:00');
      expect(await harness.findEntry(personId)).toMatchObject({ state: 'deferred', nextDate: '2026-11-29' });
      await say(dose, '02:00');
      await say({ type: 'dose.correct', doseId: dose.doseId, personId, right: null, why: '记错人' }, '03:00');
      expect(await harness.findEntry(personId)).toMatchObject({ state: 'deferred', doseStatus: 'none' });
      await say({ type: 'care.void', eventId: screening.screeningId, personId, why: '填错' }, '03:05');
      expect(await harness.findEntry(personId)).toMatchObject({ state: 'to_visit' });
      expect((await entryOf(personId))?.care?.map(({ voided }) => voided)).toEqual([true, true]);
    });

    test('facts that arrive late and in the wrong order leave the same entry', async () => {
      const [inTime, late] = [await anElder(), await anElder()];
      const [first, second] = [commandsFor(inTime), commandsFor(late)];
      const times = { request: '01:00', assessment: '01:10', approval: '01:20', screening: '02:00', consent: '02:05', dose: '02:10' } as const; // prettier-ignore
      const steps = ['request', 'assessment', 'approval', 'screening', 'consent', 'dose'] as const;
      for (const step of steps) await say(first[step], times[step]);
      for (const step of steps.toReversed()) await say(second[step], times[step]);
      expect(await harness.findEntry(late)).toMatchObject({
        ...pick(await harness.findEntry(inTime)),
      });
    });
  });
};

const pick = (entry: object | null): object => {
  const { state, doseStatus, nextAction, nextDate } = (entry ?? {}) as Record<string, unknown>;
  return { state, doseStatus, nextAction, nextDate };
};
