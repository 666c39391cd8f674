/** Who may vaccinate and who may say yes as a doctor, on which day. */
import { z } from 'zod';
import { PageRequest } from '../page.ts';
import type { CertificateState } from './certificate-standing.ts';

export const certificateKinds = ['doctor', 'vaccinator'] as const;
export const CertificateKind = z.enum(certificateKinds);
export type CertificateKind = z.infer<typeof CertificateKind>;

export interface Certificate {
  userId: string;
  kind: CertificateKind;
  validFrom: string;
  /** last day */
  validTo: string;
  /** last day the yearly training covers */
  trainedUntil: string;
}

/** Somebody who may come along to a home, with what they may do there. */
export interface Colleague {
  userId: string;
  name: string;
  certificates: Certificate[];
}

/** A certificate without training in force is none (Vaccine Administration Law, Art. 44). */
export const isCertified = (
  certificates: readonly Certificate[],
  userId: string,
  kind: CertificateKind,
  day: string,
): boolean =>
  certificates.some(
    (one) =>
      one.userId === userId &&
      one.kind === kind &&
      one.validFrom <= day &&
      day <= one.validTo &&
      day <= one.trainedUntil,
  );

export const ListCertificates = z.strictObject({ userId: z.uuid() });
export type ListCertificates = z.infer<typeof ListCertificates>;
const Day = z.iso.date().refine((day) => day >= '1900');

export const SaveCertificate = z.strictObject({
  id: z.uuidv7(),
  userId: z.uuid(),
  kind: CertificateKind,
  number: z.string().trim().min(1).max(64),
  issuer: z.string().trim().min(1).max(200),
  validFrom: Day,
  validTo: Day,
  trainedUntil: Day,
});
export type SaveCertificate = z.infer<typeof SaveCertificate>;
export const WithdrawCertificate = z.strictObject({
  id: z.uuid(),
  userId: z.uuid(),
  reason: z.string().trim().min(2).max(300),
});
export type WithdrawCertificate = z.infer<typeof WithdrawCertificate>;

export interface CertificateRow extends Certificate {
  id: string;
  numberMasked: string;
  issuer: string;
  state: CertificateState;
  /** null while it was not withdrawn */
  withdrawn: { at: string; byName: string | null; reason: string } | null;
}

/** 'attention': no certificate that holds, or one that ends soon */
export const ListStaff = z.strictObject({
  show: z.enum(['all', 'attention']),
  text: z.string().trim().max(50),
  page: PageRequest,
});
export type ListStaff = z.infer<typeof ListStaff>;

export interface StaffRow {
  userId: string;
  name: string;
  areaNames: string[];
  state: CertificateState;
  /** those that were not withdrawn, by kind */
  certificates: { id: string; kind: CertificateKind; validTo: string; trainedUntil: string; state: CertificateState }[];
}

export interface StaffList {
  rows: StaffRow[];
  total: number;
  attention: number;
}
