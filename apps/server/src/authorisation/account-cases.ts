/** Own account, areas, the trail: no area in the input, or one that is public. */
import { randomUUID } from 'node:crypto';
import { testAreas } from '../testing/test-app.ts';
import type { Case } from './case.ts';

const page = { page: 0, size: 10 };
const password = 'no such password here';

export const accountCases = {
  'account.installState': { about: 'none', call: (caller) => caller.account.installState() },
  'account.signIn': {
    about: 'none',
    call: (caller) => caller.account.signIn({ login: randomUUID(), password, totp: null }),
  },
  'account.activate': {
    about: 'none',
    call: (caller) => caller.account.activate({ login: randomUUID(), code: '0000-0000-0000-0000', password }),
  },
  'account.firstAdmin': {
    about: 'none',
    call: (caller) =>
      caller.account.firstAdmin({
        code: '0000-0000-0000-0000',
        login: randomUUID(),
        name: '甲',
        areaCode: testAreas.prefecture,
        password,
      }),
  },
  'account.me': { about: 'none', call: (caller) => caller.account.me() },
  'account.signOut': { about: 'none', call: (caller) => caller.account.signOut() },
  'account.changeLanguage': { about: 'none', call: (caller) => caller.account.changeLanguage({ language: 'bo' }) },
  'account.changePassword': {
    about: 'none',
    call: (caller) => caller.account.changePassword({ current: password, next: password }),
  },
  'account.totpStart': { about: 'none', call: (caller) => caller.account.totpStart() },
  'account.totpConfirm': { about: 'none', call: (caller) => caller.account.totpConfirm({ code: '000000' }) },
  'account.enrolDevice': {
    about: 'none',
    call: (caller) => caller.account.enrolDevice({ deviceId: randomUUID(), label: '平板', appVersion: '0' }),
  },
  'area.children': { about: 'area', call: (caller, place) => caller.area.children({ parent: place }) },
  'area.search': { about: 'none', call: (caller) => caller.area.search({ text: '测试', page }) },
  'audit.list': {
    about: 'none',
    call: (caller) => caller.audit.list({ page, actorId: null, action: null, from: null, to: null }),
  },
} as const satisfies Record<string, Case>;
