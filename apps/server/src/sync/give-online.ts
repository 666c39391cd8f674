/** A command given on an online screen: the same rule and the same writer as from a tablet. */
import type { CountyCode } from '@qiaomen/domain/area/area-code';
import type { Command } from '@qiaomen/domain/command';
import type { FactFlag, Outcome } from '@qiaomen/domain/sync/query';
import { newId } from '../entry/new-id.ts';
import { refuse } from '../errors.ts';
import type { GuardedContext } from '../trpc.ts';
import { writeAs } from '../write-context.ts';
import { decideCommand } from '@qiaomen/domain/sync/decide-command';
import { postgresTx } from './postgres-tx.ts';

/** An online screen is no tablet; its commands have a receipt all the same, which says who gave them, when and why. */
const noDevice = '00000000-0000-0000-0000-000000000000';

export const giveOnline = (
  ctx: GuardedContext,
  { county, command }: { county: CountyCode; command: Command },
): Promise<{ flags: FactFlag[] }> => {
  const { actor } = ctx;
  const now = ctx.now().toISOString();
  return ctx.db.transact({ ...writeAs(ctx), county }, async (writer) => {
    const tx = postgresTx(writer, ctx.keys, county);
    const decision = await decideCommand(tx, command, { actor, occurredAt: now, now, county });
    if ('outcome' in decision) return refuseOutcome(decision.outcome);
    const { type } = command;
    const commandId = newId(writer.at);
    const { flags } = decision;
    const areaCode = (await tx.findPerson(command.personId, null, now))?.areaCode ?? county;
    const { type: _type, ...payload } = command;
    await tx.claim({
      id: commandId,
      areaCode,
      deviceId: noDevice,
      userId: actor.userId,
      deviceSeq: 0,
      type,
      version: 1,
      occurredAt: now,
      body: JSON.stringify({ id: commandId, v: 1, type, county, userId: actor.userId, occurredAt: now, payload }),
    });
    await tx.apply(decision.decided, {
      commandId,
      type,
      county,
      userId: actor.userId,
      deviceId: '',
      occurredAt: now,
      receivedAt: now,
      flags,
    });
    await tx.settle(commandId, { state: 'applied', flags }, areaCode);
    return { flags };
  });
};

/** On a screen somebody waits for an answer: what a tablet would find in quarantine is a refusal here. */
const refuseOutcome = (outcome: Outcome): never => {
  if (outcome.state === 'refused') return refuse(outcome.error);
  if (outcome.state === 'quarantined')
    return refuse({ code: outcome.reason === 'outside_duty' ? 'outside_area' : 'not_found' });
  return refuse({ code: 'changed_meanwhile' });
};
