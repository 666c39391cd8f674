/** For each field of a person: where it comes from, why, what the other rows say. Rows are shown to the prefecture only. */
import { can } from '@qiaomen/domain/policy';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { maskId } from '@qiaomen/domain/person/id-number';
import { maskPhone } from '@qiaomen/domain/person/phone';
import {
  sourceFields,
  SourceReason,
  type FieldLine,
  type PersonSources,
  type SaidBy,
  type SourceField,
} from '@qiaomen/domain/person-source/query';
import type { FieldValue } from '@qiaomen/domain/person-source/read-value';
import { dayOf } from '@qiaomen/domain/register/day';
import { SourceKind, type PersonRequest } from '@qiaomen/domain/register/query';
import type { Tx } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { unpackSources } from '../../entry/field-sources.ts';
import { idsMergedInto } from '../../entry/load-events.ts';
import { maskAddress } from '../../entry/masked-fields.ts';
import { getPerson } from '../../entry/get-person.ts';
import type { GuardedContext } from '../../trpc.ts';
import { openChoice } from './choice.ts';
import { loadFiledRows, type FiledRow } from './load-rows.ts';
import { personValues } from './person-values.ts';

export const StoredSources = z.record(
  z.string(),
  z.object({
    kind: SourceKind.nullable().catch(null),
    sourceId: z.string().nullable().catch(null),
    why: SourceReason.nullable().catch(null),
    on: z.string().nullable().catch(null),
  }),
);

/** A mark that is not set says nothing; an ID number that fails its check is not said either. */
export const saidOf = (field: SourceField, { fields }: FiledRow): FieldValue => {
  if (field === 'idNumber') return fields.idValid ? fields.idNumber : null;
  if (field === 'sex') return fields.sex === 'unknown' ? null : fields.sex;
  const value = fields[field];
  return value === '' || value === false ? null : value;
};

const show = (field: SourceField, value: FieldValue, pathOf: (code: string) => string[]): string | null => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === null || value === '') return null;
  switch (field) {
    case 'idNumber':
      return value.length === 18 ? maskId(value) : '*'.repeat(8);
    case 'phone':
      return maskPhone(value);
    case 'address':
      return maskAddress(value);
    case 'areaCode':
      return pathOf(value).join(' ');
    default:
      return value;
  }
};

const saidBy = (row: FiledRow): SaidBy => ({
  kind: row.kind,
  fileName: row.fileName,
  rowNo: row.rowNo,
  sender: row.sender === '' ? null : row.sender,
  on: dayOf(row.importedAt),
});

const loadChoices = async (ctx: GuardedContext, tx: Tx, county: string, personId: string) => {
  const rows = await tx.personFieldChoice.findMany({ where: { county, personId, endedAt: null } });
  const users = await userNames(
    tx,
    rows.map((row) => row.chosenBy),
  );
  return new Map(
    rows.map((row) => [
      row.field,
      {
        by: users.get(row.chosenBy) ?? '',
        at: row.chosenAt.toISOString(),
        reason: openChoice(ctx.keys, row.id, row.valueCipher).reason,
      },
    ]),
  );
};

export const readSources = (ctx: GuardedContext, { county, personId }: PersonRequest): Promise<PersonSources> =>
  ctx.db.read(
    { area: ctx.fence, userId: ctx.actor.userId },
    async (tx) => {
      const { person } = await getPerson(ctx, tx, county, personId);
      const at = ctx.now().toISOString();
      const prefecture = AreaCode.parse(county.slice(0, 4));
      // two counties of duty make a fence as wide as the prefecture, and still no prefecture role
      const readsRows = can(ctx.actor, ctx.permission, { areaCode: prefecture, at });
      const rows = readsRows ? await loadFiledRows(tx, ctx.keys, await idsMergedInto(tx, county, personId)) : [];
      const stored = StoredSources.safeParse(unpackSources(person.fieldSources)).data ?? {};
      const values = personValues(ctx.keys, person);
      const codes = [person.areaCode, ...rows.flatMap(({ fields }) => fields.areaCode ?? [])];
      const pathOf = await areaPaths(
        tx,
        codes.filter((code) => AreaCode.safeParse(code).success && code.length >= 6),
      );
      const choices = await loadChoices(ctx, tx, county, personId);
      const fields = sourceFields.map((field): FieldLine => {
        const source = stored[field];
        const winner = rows.find(({ sourceId }) => sourceId === source?.sourceId);
        const known = source?.kind ?? null;
        const from: SaidBy | null =
          winner !== undefined
            ? saidBy(winner)
            : known === null
              ? null
              : { kind: known, fileName: null, rowNo: null, sender: null, on: source?.on ?? null };
        const said = rows.flatMap((row) => {
          const value = saidOf(field, row);
          const text = show(field, value, pathOf);
          const agrees = value === values[field];
          return text === null ? [] : [{ ...saidBy(row), sourceId: row.sourceId, shown: text, agrees }];
        });
        const choice = source?.why === 'chosen' ? (choices.get(field) ?? null) : null;
        return { field, shown: show(field, values[field], pathOf), why: source?.why ?? null, from, said, choice };
      });
      return { fields, readsRows };
    },
    { snapshot: true },
  );
