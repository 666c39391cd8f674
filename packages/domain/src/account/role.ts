import { z } from 'zod';

export const roles = ['worker', 'vaccinator', 'supervisor', 'admin', 'auditor'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

export const languages = ['zh-CN', 'ko', 'bo', 'en'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** Languages an elder may be spoken to in; the interface also has English. */
export const PersonLanguage = z.enum(['zh-CN', 'ko', 'bo']);
export type PersonLanguage = z.infer<typeof PersonLanguage>;

/** Roles that see more than their own list must confirm sign-in with a one-time password. */
export const rolesWithTotp: readonly Role[] = ['supervisor', 'admin', 'auditor'];
