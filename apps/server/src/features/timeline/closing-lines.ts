/** Closings and reopenings of each entry, folded from the same events as the entry itself. */
import { isClosed } from '@qiaomen/domain/register/entry-state';
import { entryRulesAt } from '@qiaomen/domain/rule-version/entry-rules';
import { stateChangesOf } from '@qiaomen/domain/timeline/state-changes';
import type { Tx } from '@qiaomen/prisma/scoped';
import { loadCampaign, loadEvents } from '../../entry/load-events.ts';
import { publishedRules } from '../../entry/published-rules.ts';
import { draft, type Draft } from './draft.ts';

export const closingLines = async (
  tx: Tx,
  county: string,
  personId: string,
  fieldLines: readonly Draft[],
): Promise<Draft[]> => {
  const events = (await loadEvents(tx, county, [personId])).get(personId);
  const entries = await tx.registerEntry.findMany({ where: { county, personId } });
  if (events === undefined) return [];
  const voidedAt = new Map(fieldLines.map(({ id, voided }) => [id, voided?.at ?? null]));
  const dated = <Event extends { id: string; voided: boolean }>(list: readonly Event[]) =>
    list.flatMap((event) => {
      const at = voidedAt.get(event.id) ?? null;
      // void since a moment nobody knows: as if it had never been
      return event.voided && at === null ? [] : [{ ...event, voidedAt: at }];
    });
  const lines: Draft[] = [];
  const rulesAt = entryRulesAt(await publishedRules(tx));
  for (const { id, areaCode, campaignId } of entries) {
    const campaign = await loadCampaign(tx, campaignId);
    if (campaign === undefined) continue;
    const named = await tx.campaign.findUnique({ where: { id: campaignId }, select: { name: true } });
    const { visits, doses, care = [], person } = events;
    const { birthDate } = person;
    const history = { campaign, birthDate, visits: dated(visits), doses: dated(doses), care: dated(care) };
    for (const { at, from, state } of stateChangesOf(history, rulesAt(areaCode)))
      lines.push(
        draft({
          id: `${id} ${at}`,
          personId,
          areaCode,
          at,
          event: {
            kind: isClosed(state) ? 'closed' : 'reopened',
            campaignName: named?.name ?? null,
            from,
            state,
          },
        }),
      );
  }
  return lines;
};
