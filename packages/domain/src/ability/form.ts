/** Forms that measure what a person can still do. A form is data: Barthel ships, others are loaded from their official text. */
import { z } from 'zod';

const row = {
  id: z.string().regex(/^[A-Za-z][\w.-]{0,39}$/),
  source: z.string().min(1),
  scope: z.string().min(1),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
};

export const abilityClasses = ['independent', 'mild', 'moderate', 'severe'] as const;
export const AbilityClass = z.enum(abilityClasses);
export type AbilityClass = z.infer<typeof AbilityClass>;

/** Where somebody of a class is best vaccinated. A route, never a matter of being allowed. */
export const routes = ['site', 'green_channel', 'vehicle', 'home'] as const;
export type Route = (typeof routes)[number];

export const AbilityForm = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  version: z.int().min(1),
  source: z.string().min(1),
  items: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), scores: z.array(z.int().min(0)).min(2) }))
    .min(1),
  /** versions of the limits between classes: from the lowest score of a class on */
  cutOffs: z
    .array(z.strictObject({ ...row, classes: z.array(z.strictObject({ from: z.int().min(0), class: AbilityClass })) }))
    .min(1),
  /** findings beside the items that put a person into a class at once, or some classes lower */
  findings: z
    .array(
      z.strictObject({ ...row, finding: z.string(), class: AbilityClass.nullable(), lowerBy: z.int().min(0).max(3) }),
    )
    .default([]),
});
export type AbilityForm = z.infer<typeof AbilityForm>;

/** Every possible total belongs to exactly one class: the lowest limit is 0 and none comes twice. */
export const faultsOf = (form: AbilityForm): string[] => [
  ...(new Set(form.items.map(({ id }) => id)).size === form.items.length ? [] : ['item_twice']),
  ...form.cutOffs.flatMap(({ id, classes }) => {
    const from = classes.map((limit) => limit.from);
    return Math.min(...from) === 0 && new Set(from).size === from.length ? [] : [`limits ${id}`];
  }),
];
