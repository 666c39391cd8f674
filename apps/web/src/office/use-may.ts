import { policy, type Permission } from '@qiaomen/domain/policy';
import type { Role } from '@qiaomen/domain/account/role';
import { useSession } from '../session/session.ts';

/** Whether a button makes sense for this role. The server decides; this only spares a refusal. */
export const useMay = (permission: Permission): boolean => {
  const session = useSession();
  const roles: readonly Role[] = policy[permission].roles;
  return session.status === 'signedIn' && roles.includes(session.account.role);
};
