/** The transaction of one command on PostgreSQL. */
import { CountyCode } from '@qiaomen/domain/area/area-code';
import type { SyncTx } from '@qiaomen/domain/sync/store';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Writer } from '@qiaomen/prisma/scoped';
import { nameInitials } from '../entry/name-initials.ts';
import { certificatesOf } from '../entry/certificates.ts';
import { publishedRules } from '../entry/published-rules.ts';
import { candidateRows } from './candidate-rows.ts';
import { dispatch } from './dispatch.ts';
import { findContact } from './find-contact.ts';
import { findPersonFacts } from './person-facts.ts';
import { claimReceipt, findReceipt, settleReceipt } from './receipts.ts';

export const postgresTx = (writer: Writer, keys: FieldKeys, countyText: string): SyncTx => {
  const { tx, at } = writer;
  const county = CountyCode.parse(countyText);
  return {
    findReceipt: (id) => findReceipt(tx, county, id),
    claim: (receipt) => claimReceipt(tx, keys, county, receipt, at),
    settle: async (id, outcome, areaCode) => {
      if (outcome.state === 'retry') throw new Error('what is to be sent again has no receipt');
      await settleReceipt(tx, county, id, outcome, areaCode);
      // an applied fact was audited by the feature that wrote it
      if (outcome.state === 'applied') return;
      const code =
        outcome.state === 'refused' ? outcome.error.code : outcome.state === 'quarantined' ? outcome.reason : null;
      await writer.audit({ action: `sync.${outcome.state}`, entity: 'receipt', entityId: id, detail: { code } });
    },
    listKnown: async (ids) => {
      const rows = await tx.receipt.findMany({ where: { county, id: { in: [...ids] } }, select: { id: true } });
      return rows.map((row) => row.id);
    },
    findPerson: (personId, campaignId, instant) => findPersonFacts(tx, county, personId, campaignId, instant),
    findContact: (personId) => findContact(tx, keys, county, personId),
    listCandidates: async (command) => {
      const initials = nameInitials(command.name);
      return { nameInitials: initials, rows: await candidateRows(tx, keys, county, command, initials) };
    },
    listCertificates: (userIds) => certificatesOf(tx, userIds),
    listRules: () => publishedRules(tx),
    apply: (decided, { commandId, type, userId, deviceId, flags }) =>
      dispatch({ writer, keys, county, commandId, type, userId, deviceId, flags }, decided),
  };
};
