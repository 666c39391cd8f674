import { EnrolDevice, UserRequest } from '@qiaomen/domain/account/query';
import { DeviceReport, DeviceRequest, ImportUnsent, ListDevices } from '@qiaomen/domain/device/query';
import { deviceProcedure, procedure } from '../../trpc.ts';
import { enrolDevice, reportLoss } from './enrol.ts';
import { importUnsent, makeDeviceCode, revokeDevice, takeReport } from './handle.ts';
import { listDevices } from './list-devices.ts';

/** Under the name the first tablets know. */
export const enrolProcedures = {
  enrolDevice: procedure
    .meta({ permission: 'account.use' })
    .input(EnrolDevice)
    .mutation(({ ctx, input }) => enrolDevice(ctx, input)),
};

const manage = procedure.meta({ permission: 'device.manage' });

export const deviceProcedures = {
  list: manage.input(ListDevices).query(({ ctx, input }) => listDevices(ctx, input)),
  revoke: manage.input(DeviceRequest).mutation(({ ctx, input }) => revokeDevice(ctx, input)),
  code: manage.input(UserRequest).mutation(({ ctx, input }) => makeDeviceCode(ctx, input)),
  importUnsent: manage.input(ImportUnsent).mutation(({ ctx, input }) => importUnsent(ctx, input)),
  reportLoss: procedure
    .meta({ permission: 'sync.push' })
    .input(DeviceRequest)
    .mutation(({ ctx, input }) => reportLoss(ctx, input)),
  report: deviceProcedure
    .meta({ permission: 'sync.push', device: true })
    .input(DeviceReport)
    .mutation(({ ctx, input }) => takeReport(ctx, input)),
};
