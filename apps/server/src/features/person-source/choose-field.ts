/** A person says what a field is, whatever the files say; the next imports leave it alone until it is taken back. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { can } from '@qiaomen/domain/policy';
import type { ChooseField, TakeBackField } from '@qiaomen/domain/person-source/query';
import { readFieldValue, type FieldValue } from '@qiaomen/domain/person-source/read-value';
import { dayOf, shanghaiDay } from '@qiaomen/domain/register/day';
import type { Tx } from '@qiaomen/prisma/scoped';
import { idsMergedInto } from '../../entry/load-events.ts';
import { lockPersons } from '../../entry/refold-entry.ts';
import { getPerson } from '../../entry/get-person.ts';
import { refuse } from '../../errors.ts';
import { goldenRecord } from '../../jobs/import/golden-record.ts';
import { withoutReplaced } from '../../jobs/import/person-rows.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { keepChoice } from './keep-choice.ts';
import { loadFiledRows, type FiledRow } from './load-rows.ts';
import { personValues } from './person-values.ts';
import { saidOf } from './read-sources.ts';
import { sourcesOf, writeField } from './write-field.ts';

const lockPerson = async (ctx: GuardedContext, tx: Tx, county: string, personId: string) => {
  await lockPersons(tx, county, [personId]);
  const { person, areaCode } = await getPerson(ctx, tx, county, personId);
  // what was merged or left the county is history
  if (person.state !== 'active' && person.state !== 'proposed') return refuse({ code: 'changed_meanwhile' });
  return { person, areaCode, sources: sourcesOf(person.fieldSources) };
};

/** The computer reads the prefecture's store for a county; the asker is told the field's own value and no row. */
const rowsOfPrefecture = (ctx: GuardedContext, county: string, personId: string): Promise<FiledRow[]> =>
  ctx.db.read({ area: AreaCode.parse(county.slice(0, 4)) }, async (tx) =>
    loadFiledRows(tx, ctx.keys, await idsMergedInto(tx, county, personId)),
  );

const mustReadRows = (ctx: GuardedContext, county: string): void => {
  const areaCode = AreaCode.parse(county.slice(0, 4));
  if (!can(ctx.actor, ctx.permission, { areaCode, at: ctx.now().toISOString() })) refuse({ code: 'outside_area' });
};

/** Nobody moves a person to where they could not have changed them. */
const requireReach = (ctx: GuardedContext, place: FieldValue): void => {
  const target = AreaCode.safeParse(place);
  if (!target.success) return refuse({ code: 'bad_input', fields: ['areaCode'] });
  if (!can(ctx.actor, ctx.permission, { areaCode: target.data, at: ctx.now().toISOString() }))
    refuse({ code: 'outside_area' });
};

export const chooseField = async (ctx: GuardedContext, input: ChooseField): Promise<null> => {
  const { county, personId, field, pick, reason } = input;
  const picked = 'sourceId' in pick ? pick.sourceId : null;
  if (picked !== null) mustReadRows(ctx, county);
  const row =
    picked === null ? null : (await rowsOfPrefecture(ctx, county, personId)).find((one) => one.sourceId === picked);
  if (row === undefined) return refuse({ code: 'not_found' });
  return ctx.db.transact({ ...writeAs(ctx), county }, async (writer) => {
    const { tx, at } = writer;
    const { sources, areaCode } = await lockPerson(ctx, tx, county, personId);
    const read = 'text' in pick ? readFieldValue(field, pick.text, { today: shanghaiDay(at), county }) : null;
    if (read !== null && !read.ok) return refuse(read.error);
    const value: FieldValue = read === null ? (row === null ? null : saidOf(field, row)) : read.value;
    if (field === 'areaCode') {
      const known =
        typeof value === 'string' && value.startsWith(county) && (await tx.area.count({ where: { code: value } })) > 0;
      if (!known) return refuse({ code: 'bad_input', fields: [field] });
      requireReach(ctx, value);
    }
    const from =
      row === null
        ? { kind: null, sourceId: null, on: null }
        : { kind: row.kind, sourceId: row.sourceId, on: dayOf(row.importedAt) };
    await writeField(writer, ctx.keys, { county, personId, field }, value, {
      ...sources,
      [field]: { ...from, why: 'chosen' },
    });
    const placed = field === 'areaCode' && typeof value === 'string' ? value : areaCode;
    const chosen = { county, personId, field, areaCode: placed, sourceId: picked, userId: ctx.actor.userId };
    const id = await keepChoice(writer, ctx.keys, chosen, { value, reason });
    const detail = { field, sourceId: picked, choice: id };
    await writer.audit({ action: 'person.chooseField', entity: 'person', entityId: personId, detail });
    return null;
  });
};

/** The field is again what the files say by the rule; where no file says anything, it stays and is a file's to change. */
export const takeBackField = async (ctx: GuardedContext, { county, personId, field }: TakeBackField): Promise<null> => {
  const rows = await rowsOfPrefecture(ctx, county, personId);
  const golden = goldenRecord(withoutReplaced(rows).current);
  return ctx.db.transact({ ...writeAs(ctx), county }, async (writer) => {
    const { tx, at } = writer;
    const { person, sources } = await lockPerson(ctx, tx, county, personId);
    const { count } = await tx.personFieldChoice.updateMany({
      where: { county, personId, field, endedAt: null },
      data: { endedBy: ctx.actor.userId, endedAt: at },
    });
    if (count === 0) return refuse({ code: 'changed_meanwhile' });
    const { [field]: _chosen, ...others } = sources;
    const source = golden.fieldSources[field];
    const mark = field === 'disabled' || field === 'nursingHome' || field === 'deceased';
    const elsewhere = field === 'areaCode' && golden.areaCode?.startsWith(county) !== true;
    const said = mark || (source !== undefined && !elsewhere);
    const value = said ? golden[field] : personValues(ctx.keys, person)[field];
    // the files may say a place that lies outside the asker's own areas
    if (field === 'areaCode') requireReach(ctx, value);
    const restored = source === undefined || !said ? others : { ...others, [field]: { ...source } };
    await writeField(writer, ctx.keys, { county, personId, field }, value, restored);
    await writer.audit({ action: 'person.takeBackField', entity: 'person', entityId: personId, detail: { field } });
    return null;
  });
};
