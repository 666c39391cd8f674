/** Pages of supervisors, admins and auditors, and who sees which in the navigation. */
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RouteObject } from 'react-router';
import type { Permission } from '@qiaomen/domain/policy';
import type { TextKey } from '@qiaomen/i18n/keys';

export interface OfficePlace {
  path: string;
  words: Extract<TextKey, `office:nav.${string}` | `admin:nav.${string}`>;
  icon: Icon;
  /** shown to the roles that have it in the policy table */
  permission: Permission;
  /** a count beside the name, if the page has one */
  mark?: () => ReactNode;
}

export const officePlaces: OfficePlace[] = [];

export const officeRoutes: RouteObject[] = [
  {
    path: 'account',
    lazy: async () => ({ Component: (await import('../features/own-account/page.tsx')).OwnAccountPage }),
  },
];
