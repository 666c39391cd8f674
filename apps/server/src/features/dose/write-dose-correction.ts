/** Puts the record of a dose right: the wrong row is voided and stays readable, the right one takes its place. */
import type { DoseCorrectionFact } from '@qiaomen/domain/dose/decide';
import { flagCodesOf, type ApplyContext } from '../../entry/apply-context.ts';
import { dayToDate } from '../../entry/entry.ts';
import { personArea, refoldEntries } from '../../entry/refold-entry.ts';

export const writeDoseCorrection = async (context: ApplyContext, fact: DoseCorrectionFact): Promise<void> => {
  const { writer, county, flags } = context;
  const { tx } = writer;
  const { personId, right } = fact;
  await tx.dose.update({
    where: { county_id: { county, id: fact.voids } },
    data: { voidedBy: context.commandId },
    select: { id: true },
  });
  // told by the command that recorded it: the act is taken back with the dose
  await tx.careEvent.updateMany({ where: { county, id: fact.voids }, data: { voidedBy: context.commandId } });
  if (right !== null) {
    const areaCode = await personArea(tx, county, personId);
    const givenOn = dayToDate(right.givenOn) ?? writer.at;
    // the same dose may stand there already, from another correction: one record of it is enough
    await tx.dose.createMany({
      data: {
        county,
        id: right.doseId,
        areaCode,
        personId,
        product: right.product,
        givenOn,
        origin: 'person',
        userId: context.userId,
        recordedAt: writer.at,
        flags: flags.map((flag) => ({ ...flag })),
      },
      skipDuplicates: true,
    });
  }
  await refoldEntries(writer, county, personId);
  const detail = { personId, replaced: right !== null, flags: flagCodesOf(flags) };
  await writer.audit({ action: context.type, entity: 'dose', entityId: fact.voids, detail });
};
