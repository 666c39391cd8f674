/** Elders who asked for a visit at home, one of them with a doctor's yes, so that round and bedside have somebody to show. */
import { barthel } from '@qiaomen/domain/ability/barthel';
import { AreaCode, countyOf } from '@qiaomen/domain/area/area-code';
import { addDays } from '@qiaomen/domain/register/day';
import type { Command } from '@qiaomen/domain/command';
import { seal } from '@qiaomen/prisma/field-crypto';
import { newId } from '../entry/new-id.ts';
import { writeFor } from '../jobs/import/steps.ts';
import type { JobDeps } from '../jobs/job.ts';
import type { Act } from './send-acts.ts';
import type { PlannedVisit } from './plan-visits.ts';

/** Both may vaccinate; the second says yes as a doctor too. */
export const certifyDemoStaff = async (
  { db, keys, now }: JobDeps,
  {
    actorId,
    vaccinatorId,
    doctorId,
    today,
  }: { actorId: string; vaccinatorId: string; doctorId: string; today: string },
): Promise<void> => {
  const held = [
    { userId: vaccinatorId, kind: 'vaccinator', number: 'YZ-0001' },
    { userId: doctorId, kind: 'vaccinator', number: 'YZ-0002' },
    { userId: doctorId, kind: 'doctor', number: 'YS-0002' },
  ];
  const day = (days: number): Date => new Date(addDays(today, days));
  await db.transact(writeFor(AreaCode.parse('2224'), actorId, now()), async ({ tx, at, audit }) => {
    for (const { userId, kind, number } of held) {
      const id = newId(at);
      const numberCipher = new Uint8Array(seal(keys, `staff_certificate.number|${id}`, number));
      const days = { validFrom: day(-400), validTo: day(700), trainedUntil: day(200) };
      const data = { id, userId, kind, numberCipher, issuer: '演示卫生健康局', ...days, createdBy: actorId };
      await tx.staffCertificate.create({ data, select: { id: true } });
      await audit({ action: 'certificate.save', entity: 'staff_certificate', entityId: id, detail: { kind } });
    }
  });
};

interface HomeStory {
  /** sent by the worker who knocked */
  asked: Act[];
  /** sent by the doctor */
  approved: Act[];
}

const scores = [0, 5, 10] as const;

/** The first who cannot well leave the house. */
export const askForHomeVisits = (campaignId: string, visits: readonly PlannedVisit[]): HomeStory => {
  // some families ask while the elder still thinks
  const agreed = ['02', '03'].flatMap((wanted) => visits.filter(({ outcome }) => outcome === wanted)).slice(0, 3);
  const story: HomeStory = { asked: [], approved: [] };
  for (const [index, { at, door }] of agreed.entries()) {
    const { personId } = door;
    const county = countyOf(door.areaCode);
    const minutes = (count: number): string => new Date(Date.parse(at) + count * 60_000).toISOString();
    const requestId = newId(new Date(at));
    const act = (after: number, command: Command): Act => ({ at: minutes(after), county, command });
    const why = ['久病卧床，由女儿照料。', '腿脚不便，家住五楼没有电梯。', '坐轮椅。'][index] ?? '';
    story.asked.push(act(2, { type: 'homeVisit.request', requestId, personId, campaignId, askedBy: 'family', why }));
    if (index === 2) continue;
    story.asked.push(
      act(9, {
        type: 'assessment.record',
        assessmentId: newId(new Date(at)),
        personId,
        formId: barthel.id,
        formVersion: barthel.version,
        items: Object.fromEntries(barthel.items.map(({ id }) => [id, scores[index] ?? 0])),
        findings: [],
        homebound: true,
      }),
    );
    if (index === 0)
      story.approved.push(
        act(120, {
          type: 'homeVisit.approve',
          approvalId: newId(new Date(at)),
          requestId,
          personId,
          approved: true,
          why: '',
        }),
      );
  }
  return story;
};
