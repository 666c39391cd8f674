/** From the answers of a form to a class and a suggested route. The total is the sum of the items and nothing else. */
import { findRule } from '../rule.ts';
import { routeRules, type RouteRule } from './barthel.ts';
import { abilityClasses, type AbilityClass, type AbilityForm, type Route } from './form.ts';

export interface Answers {
  /** score per item */
  items: Readonly<Record<string, number>>;
  findings: readonly string[];
  homebound: boolean;
}

export type Assessment =
  | { ok: true; total: number; class: AbilityClass; route: Route | null; ruleIds: string[] }
  | { ok: false; missing: string[]; impossible: string[] };

const lower = (from: AbilityClass, steps: number): AbilityClass =>
  abilityClasses[Math.min(abilityClasses.length - 1, abilityClasses.indexOf(from) + steps)] ?? from;

const gravest = (classes: readonly AbilityClass[]): AbilityClass =>
  lower('independent', Math.max(0, ...classes.map((each) => abilityClasses.indexOf(each))));

/** @param day chooses the limits and the routes in force */
export const assess = (
  form: AbilityForm,
  answers: Answers,
  day: string,
  rules: readonly RouteRule[] = routeRules,
): Assessment => {
  const missing = form.items.filter(({ id }) => answers.items[id] === undefined).map(({ id }) => id);
  const known = new Map(form.items.map(({ id, scores }) => [id, scores]));
  const impossible = Object.entries(answers.items)
    .filter(([id, score]) => known.get(id)?.includes(score) !== true)
    .map(([id]) => id);
  const cutOff = findRule(form.cutOffs, day);
  if (missing.length > 0 || impossible.length > 0 || cutOff === undefined) return { ok: false, missing, impossible };
  const total = form.items.reduce((sum, { id }) => sum + (answers.items[id] ?? 0), 0);
  const byTotal = cutOff.classes.filter(({ from }) => total >= from).toSorted((a, b) => b.from - a.from)[0]?.class;
  const found = form.findings.filter(({ finding }) => answers.findings.includes(finding));
  const lowered = lower(byTotal ?? 'severe', Math.max(0, ...found.map(({ lowerBy }) => lowerBy)));
  const ability = gravest([lowered, ...found.flatMap((finding) => finding.class ?? [])]);
  const route = findRule(
    rules.filter((rule) => rule.class === ability && rule.homebound === answers.homebound),
    day,
  );
  const ruleIds = [cutOff.id, ...found.map(({ id }) => id), ...(route === undefined ? [] : [route.id])];
  return { ok: true, total, class: ability, route: route?.route ?? null, ruleIds };
};
