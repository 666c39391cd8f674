/** A supervisor says who the elder found at the door is. The visits are kept in every case. */
import { decideProposal, type ProposalDecision } from '@qiaomen/domain/proposal/decide';
import type { DecideProposal } from '@qiaomen/domain/proposal/query';
import { AreaCode, CountyCode } from '@qiaomen/domain/area/area-code';
import { can } from '@qiaomen/domain/policy';
import type { Writer } from '@qiaomen/prisma/scoped';
import { personState } from '../../entry/load-events.ts';
import { lockPersons, refoldEntries } from '../../entry/refold-entry.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { proposalState } from './proposal-state.ts';

export interface DecidedProposal {
  state: ProposalDecision['proposalState'];
  personId: string;
}

export const decideProposalNow = (ctx: GuardedContext, input: DecideProposal): Promise<DecidedProposal> => {
  const county = CountyCode.parse(input.county);
  const at = ctx.now();
  return ctx.db.transact(
    { scope: { area: ctx.fence, userId: ctx.actor.userId }, actorId: ctx.actor.userId, county, at },
    async (writer) => {
      const { tx } = writer;
      // the row lock lets one supervisor decide; the other is told that it is decided
      await tx.$queryRaw`SELECT id FROM proposal WHERE county = ${county} AND id = ${input.proposalId}::uuid FOR UPDATE`;
      const proposal = await tx.proposal.findUnique({
        where: { county_id: { county, id: input.proposalId } },
        select: { personId: true, state: true, areaCode: true },
      });
      const known = proposal === null ? null : { state: proposalState(proposal.state), personId: proposal.personId };
      const targetId = input.decision === 'link' ? input.personId : null;
      await lockPersons(
        tx,
        county,
        [known?.personId ?? null, targetId].filter((id) => id !== null),
      );
      const target =
        targetId === null
          ? null
          : await tx.person.findUnique({
              where: { county_id: { county, id: targetId } },
              select: { id: true, areaCode: true, state: true },
            });
      for (const areaCode of [proposal?.areaCode, target?.areaCode]) {
        if (areaCode === undefined) continue;
        const where = { areaCode: AreaCode.parse(areaCode), at: at.toISOString() };
        if (!can(ctx.actor, ctx.permission, where)) return refuse({ code: 'outside_area' });
      }
      const decision = decideProposal(input, {
        proposal: known,
        target: target === null ? null : { personId: target.id, state: personState(target.state) },
      });
      if (!decision.ok) return refuse(decision.error);
      if (known === null) return refuse({ code: 'not_found' });
      const { value } = decision;
      await tx.proposal.update({
        where: { county_id: { county, id: input.proposalId } },
        data: {
          state: value.proposalState,
          linkedTo: value.mergedInto,
          decidedBy: ctx.actor.userId,
          decidedAt: at,
        },
        select: { id: true },
      });
      await applyToPerson(writer, county, known.personId, value);
      await writer.audit({
        action: 'proposal.decide',
        entity: 'proposal',
        entityId: input.proposalId,
        detail: { decision: input.decision, personId: known.personId, linkedTo: value.mergedInto },
      });
      return { state: value.proposalState, personId: value.mergedInto ?? known.personId };
    },
  );
};

const applyToPerson = async (
  writer: Writer,
  county: string,
  personId: string,
  decision: ProposalDecision,
): Promise<void> => {
  const { tx, at } = writer;
  await tx.person.update({
    where: { county_id: { county, id: personId } },
    data: { state: decision.personState, mergedInto: decision.mergedInto, rev: { increment: 1 }, updatedAt: at },
    select: { id: true },
  });
  await refoldEntries(writer, county, personId);
  if (decision.mergedInto !== null) await refoldEntries(writer, county, decision.mergedInto);
};
