import { ListCertificates, SaveCertificate, WithdrawCertificate } from '@qiaomen/domain/care/certificate';
import { procedure } from '../../trpc.ts';
import { listCertificates, saveCertificate, withdrawCertificate } from './certificates.ts';

const manage = procedure.meta({ permission: 'certificate.manage' });

export const certificateProcedures = {
  list: manage.input(ListCertificates).query(({ ctx, input }) => listCertificates(ctx, input)),
  save: manage.input(SaveCertificate).mutation(({ ctx, input }) => saveCertificate(ctx, input)),
  withdraw: manage.input(WithdrawCertificate).mutation(({ ctx, input }) => withdrawCertificate(ctx, input)),
};
