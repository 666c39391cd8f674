import type { Role } from '@qiaomen/domain/account/role';

/** Who works on the tablet, offline. Everyone else works on pages that need the network. */
export const isFieldRole = (role: Role): boolean => role === 'worker' || role === 'vaccinator';

const landing: Record<Role, string> = {
  worker: '/today',
  vaccinator: '/today',
  supervisor: '/progress',
  admin: '/imports',
  auditor: '/audit',
};

export const landingPath = (role: Role): string => landing[role];
