/** Shows one secret field of both sides of a pair to somebody who says what for; the trail knows before the screen does. */
import type { RevealPair } from '@qiaomen/domain/link-pair/query';
import { takeReveal } from '../../entry/reveal-quota.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { lockPair } from './decide-pair.ts';
import { openSides } from './pair-rows.ts';

export interface PairRevealed {
  left: string | null;
  right: string | null;
  leftToday: number;
}

/** Two people's field: it counts twice. */
const shown = 2;

export const revealPair = (ctx: GuardedContext, { pairId, field, purpose }: RevealPair): Promise<PairRevealed> =>
  ctx.db.transact(writeAs(ctx), async (writer) => {
    const pair = await lockPair(ctx, writer.tx, pairId);
    const sides = await openSides(writer.tx, ctx.keys, [pair.left, pair.right]);
    const [left, right] = [sides.get(pair.left), sides.get(pair.right)];
    if (left === undefined || right === undefined) return refuse({ code: 'not_found' });
    const { leftToday } = await takeReveal(ctx, writer.tx, shown);
    const detail = { field, purpose, count: shown };
    await writer.audit({ action: 'linkPair.reveal', entity: 'link_pair', entityId: pairId, detail });
    return { left: left.first.body[field], right: right.first.body[field], leftToday };
  });
