/** What an approval will do, as it lies sealed in the link run: ids only, no value of a person. */
import { open, seal, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import { z } from 'zod';

const StoredProposal = z.object({
  persons: z.array(z.object({ personId: z.uuid(), county: z.string().nullable(), rows: z.array(z.uuid()) })),
  absorbed: z.array(z.object({ county: z.string(), from: z.uuid(), into: z.uuid() })),
  returned: z.array(z.object({ county: z.string(), personId: z.uuid(), from: z.uuid() })).default([]),
  unplaced: z.array(z.uuid()),
  weights: z.record(z.uuid(), z.number()),
});
export type StoredProposal = z.infer<typeof StoredProposal>;

const context = (runId: string): string => `link_run.proposal|${runId}`;

export const sealProposal = (keys: FieldKeys, runId: string, proposal: StoredProposal): Uint8Array<ArrayBuffer> =>
  new Uint8Array(seal(keys, context(runId), JSON.stringify(proposal)));

export const openProposal = (keys: FieldKeys, runId: string, sealed: Uint8Array): StoredProposal =>
  StoredProposal.parse(JSON.parse(open(keys, context(runId), sealed)));
