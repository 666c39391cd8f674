/** What is filled in at the bedside, and the command it becomes. */
import { z } from 'zod';
import { doseRoutes, doseSites, type CareCommand } from '@qiaomen/domain/care/command';
import { checkSteps } from '@qiaomen/domain/care/rules';
import { DoseProduct } from '@qiaomen/domain/dose/command';
import type { HomeCare } from './steps.ts';

export const DoseForm = z.object({
  product: DoseProduct.nullable(),
  lot: z.string(),
  expiry: z.string(),
  trace: z.string(),
  site: z.enum(doseSites),
  route: z.enum(doseRoutes),
  amount: z.string(),
  team: z.array(z.string()),
  checks: z.record(z.string(), z.boolean()),
});
export type DoseForm = z.infer<typeof DoseForm>;

export const emptyDose: DoseForm = {
  product: null,
  lot: '',
  expiry: '',
  trace: '',
  site: 'left_arm',
  route: 'intramuscular',
  amount: '0.5',
  team: [],
  checks: {},
};

const gs1 = /^(?:\(01\)|01)\d{14}/;

export const schemeOf = (trace: string): 'cn_20' | 'gs1' | 'maker' | 'unknown' => {
  if (trace === '') return 'unknown';
  if (/^\d{20}$/.test(trace)) return 'cn_20';
  return gs1.test(trace) ? 'gs1' : 'maker';
};

type DoseCommand = Extract<CareCommand, { type: 'dose.record' }>;

/** Millilitres, with a point or a comma; null where no such dose exists. */
export const amountOf = ({ amount }: Pick<DoseForm, 'amount'>): number | null => {
  const value = Number(amount.normalize('NFKC').trim().replace(',', '.'));
  return value > 0 && value <= 10 ? value : null;
};

/** Null while the vaccine or the amount is missing: without them nothing was given. */
export const toDose = (
  form: DoseForm,
  ids: { doseId: string; personId: string; userId: string },
  { screening, consent }: HomeCare,
): DoseCommand | null => {
  const amount = amountOf(form);
  if (form.product === null || amount === null) return null;
  const { product, site, route } = form;
  const trace = form.trace.trim();
  return {
    type: 'dose.record',
    doseId: ids.doseId,
    personId: ids.personId,
    product,
    lot: form.lot.trim(),
    expiry: /^\d{4}-\d{2}-\d{2}$/.test(form.expiry) ? form.expiry : null,
    traceCode: trace,
    traceScheme: schemeOf(trace),
    site,
    route,
    amount,
    place: 'home',
    team: [ids.userId, ...form.team],
    checks: Object.fromEntries(checkSteps.map(({ id }) => [id, form.checks[id] === true])),
    screeningId: screening?.id ?? null,
    consentId: consent?.id ?? null,
  };
};
