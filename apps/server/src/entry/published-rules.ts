/** The newest published version of every name at every place. Rules are nobody's secret: they have no fence. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { RuleBody } from '@qiaomen/domain/rule-version/body';
import type { PublishedRules } from '@qiaomen/domain/rule-version/clinic-rules';
import type { Tx } from '@qiaomen/prisma/scoped';

export interface PublishedVersion extends PublishedRules {
  place: AreaCode;
  name: string;
  version: number;
}

export const publishedRules = async (tx: Tx): Promise<PublishedVersion[]> => {
  const rows = await tx.ruleVersion.findMany({
    where: { state: 'published' },
    distinct: ['place', 'name'],
    orderBy: [{ place: 'asc' }, { name: 'asc' }, { version: 'desc' }],
    select: { place: true, name: true, version: true, body: true },
  });
  return rows.map(({ place, body, ...row }) => ({ ...row, place: AreaCode.parse(place), body: RuleBody.parse(body) }));
};
