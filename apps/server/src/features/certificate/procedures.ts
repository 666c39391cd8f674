import { ListCertificates, ListStaff, SaveCertificate, WithdrawCertificate } from '@qiaomen/domain/care/certificate';
import { procedure } from '../../trpc.ts';
import { listCertificates, saveCertificate, withdrawCertificate } from './certificates.ts';
import { listStaff } from './list-staff.ts';

const read = procedure.meta({ permission: 'certificate.read' });
const manage = procedure.meta({ permission: 'certificate.manage' });

export const certificateProcedures = {
  staff: read.input(ListStaff).query(({ ctx, input }) => listStaff(ctx, input)),
  list: read.input(ListCertificates).query(({ ctx, input }) => listCertificates(ctx, input)),
  save: manage.input(SaveCertificate).mutation(({ ctx, input }) => saveCertificate(ctx, input)),
  withdraw: manage.input(WithdrawCertificate).mutation(({ ctx, input }) => withdrawCertificate(ctx, input)),
};
