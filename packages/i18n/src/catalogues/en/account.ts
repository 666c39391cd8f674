import type { account as shape } from '../zh-CN/account.ts';
import type { TextsOf } from '../../texts.ts';

export const account = {
  signIn: 'Sign in',
  login: 'Account',
  password: 'Password',
  newPassword: 'New password',
  showPassword: 'Show password',
  totp: 'One-time code',
  totpHint: 'Enter the six digits of your authenticator.',
  otherAccount: 'Use another account',
  activate: 'Activate with a code',
  activateHint: 'The one-time code from your administrator lets you choose your own password.',
  code: 'Activation code',
  setPassword: 'Set password and sign in',
  backToSignIn: 'Back to sign-in',
  firstAdmin: {
    title: 'Create the first administrator',
    hint: 'The server printed a one-time code when it started.',
    code: 'One-time code',
    name: 'Name',
    area: 'Code of the area',
    areaHint: 'Four digits of a prefecture, for example 2224 (Yanbian) or 5133 (Garze).',
    create: 'Create administrator',
  },
  demo: {
    title: 'Demonstration',
    body: 'Every person here is invented. Tap to fill in a demonstration account.',
  },
  insecure: {
    title: 'You cannot sign in at this address',
    body: 'Signing in, working offline and encryption need a secure connection. Use the https address, or localhost on the same machine.',
  },
  unsupported: {
    title: 'This browser cannot keep work offline',
    body: 'It may be a private window or too old. Use a normal window of Chrome 87 or later.',
  },
  enrol: {
    title: 'Set up one-time codes first',
    body: 'Your role sees the records of many people, so signing in also asks for six digits from an authenticator.',
    scan: 'Scan this code with an authenticator, or type the key:',
    confirm: 'Confirm',
  },
  signOut: 'Sign out',
  signOutRefused_one: '{{count}} record is not sent yet, so you cannot sign out. Connect and send it first.',
  signOutRefused_other: '{{count}} records are not sent yet, so you cannot sign out. Connect and send them first.',
  sessionEnded: 'Your session has ended',
  sessionEndedBody: 'Work is still saved and sent. Sign in again to receive new lists.',
  signInAgain: 'Sign in again',
  changePassword: 'Change password',
  currentPassword: 'Current password',
  passwordChanged: 'The password was changed.',
} as const satisfies TextsOf<typeof shape>;
