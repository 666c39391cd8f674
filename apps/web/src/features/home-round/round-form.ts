/** The round of a day as it is kept on the tablet, and whom it can take. */
import { z } from 'zod';
import { listOfKind } from '@qiaomen/domain/care/event';
import { DoseProduct } from '@qiaomen/domain/dose/command';
import { forecast } from '@qiaomen/domain/forecast/forecast';
import { isClosed } from '@qiaomen/domain/register/entry-state';
import { rulesFor, type PublishedRules } from '@qiaomen/domain/rule-version/clinic-rules';
import type { FieldEntry } from '../../offline/overlay.ts';

export const limits = {
  capacity: { min: 1, max: 30, step: 1 },
  dosesPerVial: { min: 1, max: 20, step: 1 },
  openMinutes: { min: 0, max: 1440, step: 30 },
  minutesPerStop: { min: 35, max: 240, step: 5 },
} as const;
export type Limit = keyof typeof limits;

const within = (limit: Limit) => z.int().min(limits[limit].min).max(limits[limit].max);
const Position = z.object({ latitude: z.number(), longitude: z.number() });

export const RoundForm = z.object({
  day: z.string(),
  picked: z.array(z.string()),
  packed: z.array(z.string()),
  capacity: within('capacity'),
  dosesPerVial: within('dosesPerVial'),
  openMinutes: within('openMinutes'),
  minutesPerStop: within('minutesPerStop'),
  /** of doors, by person; they outlive the day */
  places: z.record(z.string(), Position),
});
export type RoundForm = z.infer<typeof RoundForm>;

export const emptyRound = (day: string): RoundForm => ({
  day,
  picked: [],
  packed: [],
  capacity: 6,
  dosesPerVial: 1,
  openMinutes: 0,
  minutesPerStop: 60,
  places: {},
});

/** What was picked and packed yesterday is not of today. */
export const onDay = (form: RoundForm, day: string): RoundForm =>
  form.day === day ? form : { ...form, day, picked: [], packed: [] };

const isApproved = ({ care = [] }: FieldEntry): boolean =>
  listOfKind(
    care.filter(({ voided }) => !voided),
    'homeVisit.approve',
  ).at(-1)?.facts.approved === true;

const waits = (entry: FieldEntry, today: string): boolean => {
  if (isClosed(entry.state) || entry.left) return false;
  if (entry.nextAction === 'book_home') return true;
  return entry.nextAction === 'next_dose' && (entry.nextDate ?? today) <= today && isApproved(entry);
};

const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whom a doctor has said yes for, the longest due first. */
export const waitingForRound = (entries: readonly FieldEntry[], today: string): FieldEntry[] =>
  entries
    .filter((entry) => waits(entry, today))
    .toSorted(
      (a, b) =>
        textOrder(a.nextDate ?? today, b.nextDate ?? today) ||
        textOrder(a.areaCode, b.areaCode) ||
        textOrder(a.personId, b.personId),
    );

export interface DoseWanted {
  /** null where none is to be given on that day */
  product: DoseProduct | null;
  /** set where it is too early */
  earliest: string | null;
}

export const doseWanted = (entry: FieldEntry, day: string, published: readonly PublishedRules[]): DoseWanted => {
  const doses = entry.doses.filter(({ voided }) => !voided).map(({ product, givenOn }) => ({ product, date: givenOn }));
  const history = { doses, infections: [], otherVaccines: [], conditions: [] };
  const rules = { table: rulesFor(published, entry.areaCode).table, rulesAsOf: day };
  const { next } = forecast(history, { birthDate: entry.birthDate }, rules, day);
  if (next === null) return { product: null, earliest: null };
  if (day < next.earliest) return { product: null, earliest: next.earliest };
  return { product: DoseProduct.safeParse(next.products[0]).data ?? null, earliest: null };
};
