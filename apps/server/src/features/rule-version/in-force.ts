/** What holds at a place under a name, and which version that is. */
import { nameOfBody, type RuleBody } from '@qiaomen/domain/rule-version/body';
import { shippedBodies } from '@qiaomen/domain/rule-version/clinic-rules';
import type { RulesDetail } from '@qiaomen/domain/rule-version/query';
import type { PublishedVersion } from '../../entry/published-rules.ts';

export const shippedBody = (name: string): RuleBody | undefined =>
  shippedBodies.find((body) => nameOfBody(body) === name);

/** The nearest place that published the name, or what comes with the product; undefined where nobody knows the name. */
export const inForceAt = (
  published: readonly PublishedVersion[],
  place: string,
  name: string,
): RulesDetail['inForce'] | undefined => {
  const nearest = published
    .filter((row) => row.name === name && place.startsWith(row.place))
    .toSorted((a, b) => b.place.length - a.place.length)[0];
  if (nearest !== undefined) return { version: nearest.version, place: nearest.place, body: nearest.body };
  const body = shippedBody(name);
  return body === undefined ? undefined : { version: 0, place: null, body };
};
