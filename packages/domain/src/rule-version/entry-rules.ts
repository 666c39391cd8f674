/** The rules an entry is folded by, place by place: what was published takes the place of what comes with the product. */
import { entryRules, type EntryRules } from '../register/fold-entry.ts';
import { rulesFor, type PublishedRules } from './clinic-rules.ts';

export type RulesOfPlaces = (areaCode: string) => EntryRules;

/** Places with the same publications around them share one object, so that millions of people are judged by a few tables. */
export const entryRulesAt = (published: readonly PublishedRules[]): RulesOfPlaces => {
  if (!published.some(({ body }) => body.kind === 'schedule')) return () => entryRules;
  const known = new Map<string, EntryRules>();
  return (areaCode) => {
    const key = published.map(({ place }) => (areaCode.startsWith(place) ? '1' : '0')).join('');
    const found = known.get(key);
    if (found !== undefined) return found;
    const { table } = rulesFor(published, areaCode);
    const rules = { ...entryRules, doses: { ...entryRules.doses, table } };
    known.set(key, rules);
    return rules;
  };
};

/** Whether a row of a published schedule begins or ends in the days after `after` up to and with `day`. */
export const changesBetween = (published: readonly PublishedRules[], after: string, day: string): boolean =>
  published.some(
    ({ body }) =>
      body.kind === 'schedule' &&
      body.table.series.some(
        ({ validFrom, validTo }) =>
          (validFrom > after && validFrom <= day) || (validTo !== null && validTo >= after && validTo < day),
      ),
  );
