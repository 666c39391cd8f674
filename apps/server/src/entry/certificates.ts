/** Certificates of staff that were not withdrawn. */
import { CertificateKind, type Certificate } from '@qiaomen/domain/care/certificate';
import type { Tx } from '@qiaomen/prisma/scoped';
import { dateToDay } from './entry.ts';

export const certificatesOf = async (tx: Tx, userIds: readonly string[]): Promise<Certificate[]> => {
  const rows = await tx.staffCertificate.findMany({
    where: { userId: { in: [...userIds] }, withdrawnAt: null },
    select: { userId: true, kind: true, validFrom: true, validTo: true, trainedUntil: true },
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ userId, kind, validFrom, validTo, trainedUntil }) => ({
    userId,
    kind: CertificateKind.parse(kind),
    validFrom: dateToDay(validFrom) ?? '',
    validTo: dateToDay(validTo) ?? '',
    trainedUntil: dateToDay(trainedUntil) ?? '',
  }));
};
