/** What sign-in and user pages ask and get. */
import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import { AppVersion } from '../device/app-version.ts';
import { PageRequest } from '../page.ts';
import { Language, Role } from './role.ts';

export const SignIn = z.strictObject({
  login: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(256),
  /** six digits; asked for in a second step where the role needs it */
  totp: z.string().max(16).nullable(),
});
export type SignIn = z.infer<typeof SignIn>;

/** Turns a one-time code into a password: a new user, a reset, or the first admin of an install. */
export const Activate = z.strictObject({
  login: z.string().trim().min(1).max(64),
  code: z.string().trim().min(8).max(64),
  password: z.string().min(1).max(256),
});
export type Activate = z.infer<typeof Activate>;

export const FirstAdmin = z.strictObject({
  code: z.string().trim().min(8).max(64),
  login: z.string().trim().min(3).max(64),
  name: z.string().trim().min(1).max(50),
  areaCode: AreaCode,
  password: z.string().min(1).max(256),
});
export type FirstAdmin = z.infer<typeof FirstAdmin>;

export interface Account {
  userId: string;
  login: string;
  name: string;
  role: Role;
  language: Language;
  /** present duty areas with their names */
  duties: { areaCode: AreaCode; nameZh: string }[];
  demo: boolean;
  totpEnrolled: boolean;
  /** the role needs a one-time password and has none yet: only enrolment is possible */
  mustEnrolTotp: boolean;
}

/** What the sign-in page must know before anyone is signed in. */
export interface InstallState {
  demo: boolean;
  /** no user yet: the first admin is created with the code the server printed */
  needsFirstAdmin: boolean;
  /** the cookie, the service worker and the keys need https or localhost */
  secure: boolean;
  demoSignIns: { login: string; password: string; role: Role; name: string }[];
  prefecture: { areaCode: AreaCode; nameZh: string } | null;
  version: string;
}

export const userStatuses = ['invited', 'active', 'disabled'] as const;
export const UserStatus = z.enum(userStatuses);
export type UserStatus = z.infer<typeof UserStatus>;

export const ListUsers = z.strictObject({
  page: PageRequest,
  role: Role.nullable(),
  status: UserStatus.nullable(),
  text: z.string().trim().max(50),
});
export type ListUsers = z.infer<typeof ListUsers>;

export interface UserRow {
  id: string;
  login: string;
  name: string;
  role: Role;
  status: UserStatus;
  duties: { areaCode: AreaCode; nameZh: string }[];
  totpEnrolled: boolean;
  lastSeenAt: string | null;
}

export const CreateUser = z.strictObject({
  login: z
    .string()
    .trim()
    .regex(/^[a-z0-9._-]{3,64}$/),
  name: z.string().trim().min(1).max(50),
  role: Role,
  areaCodes: z.array(AreaCode).min(1).max(50),
  language: Language,
});
export type CreateUser = z.infer<typeof CreateUser>;

export const EditUser = z.strictObject({
  userId: z.uuid(),
  name: z.string().trim().min(1).max(50),
  areaCodes: z.array(AreaCode).min(1).max(50),
});
export type EditUser = z.infer<typeof EditUser>;

/** Shown once; valid until `expiresAt`. */
export interface OneTimeCode {
  userId: string;
  code: string;
  expiresAt: string;
}

export const ChangeLanguage = z.strictObject({ language: Language });
export const ChangePassword = z.strictObject({ current: z.string().min(1).max(256), next: z.string().min(1).max(256) });
export const minPasswordLength = 12;

/** Shown once, as a picture and as text, while a second factor is enrolled. */
export interface TotpSecret {
  uri: string;
  /** base32, for typing */
  secret: string;
}
export const ConfirmTotp = z.strictObject({ code: z.string().trim().max(16) });

/** `deviceId` is made by the tablet and stays with it; enrolling again replaces its token. */
export const EnrolDevice = z.strictObject({
  deviceId: z.uuid(),
  label: z.string().trim().min(1).max(100),
  appVersion: AppVersion,
  /** read out by a supervisor; needed where no tablet of this browser was made ready before */
  code: z.string().trim().max(64).nullable().exactOptional(),
  /** what the browser remembers of the tablet it was, outside the storage it may have lost */
  made: z
    .strictObject({ deviceId: z.uuid(), seq: z.int().min(0).max(2_147_483_647) })
    .nullable()
    .exactOptional(),
  /** the tablet emptied itself, because its PIN was forgotten: nothing is lost */
  emptied: z.boolean().exactOptional(),
});
export type EnrolDevice = z.infer<typeof EnrolDevice>;

export const UserRequest = z.strictObject({ userId: z.uuid() });
