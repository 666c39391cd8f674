/** Own account, areas, the trail: no area in the input, or one that is public. */
import { randomUUID } from 'node:crypto';
import { testAreas } from '../testing/test-app.ts';
import type { Case } from './case.ts';

const page = { page: 0, size: 10 };
const password = 'no such password here';

export const accountCases = {
  'account.installState': { call: (caller) => caller.account.installState() },
  'account.signIn': {
    call: (caller) => caller.account.signIn({ login: randomUUID(), password, totp: null }),
  },
  'account.activate': {
    call: (caller) => caller.account.activate({ login: randomUUID(), code: '0000-0000-0000-0000', password }),
  },
  'account.firstAdmin': {
    call: (caller) =>
      caller.account.firstAdmin({
        code: '0000-0000-0000-0000',
        login: randomUUID(),
        name: '甲',
        areaCode: testAreas.prefecture,
        password,
      }),
  },
  'account.me': { call: (caller) => caller.account.me() },
  'account.signOut': { call: (caller) => caller.account.signOut() },
  'account.changeLanguage': { call: (caller) => caller.account.changeLanguage({ language: 'bo' }) },
  'account.changePassword': {
    call: (caller) => caller.account.changePassword({ current: password, next: password }),
  },
  'account.totpStart': { call: (caller) => caller.account.totpStart() },
  'account.totpConfirm': { call: (caller) => caller.account.totpConfirm({ code: '000000' }) },
  'account.enrolDevice': {
    call: (caller) => caller.account.enrolDevice({ deviceId: randomUUID(), label: '平板', appVersion: '0' }),
  },
  'device.reportLoss': { call: (caller) => caller.device.reportLoss({ deviceId: randomUUID() }) },
  'device.report': {
    call: (caller) =>
      caller.device.report({
        made: 0,
        unsent: 0,
        attention: 0,
        here: 0,
        scope: null,
        persisted: null,
        used: null,
        free: null,
        appVersion: '0',
      }),
  },
  'area.children': { call: (caller, place) => caller.area.children({ parent: place }) },
  'area.search': { call: (caller) => caller.area.search({ text: '测试', page }) },
  'audit.list': {
    call: (caller) => caller.audit.list({ page, actorId: null, action: null, from: null, to: null }),
  },
} as const satisfies Record<string, Case>;
