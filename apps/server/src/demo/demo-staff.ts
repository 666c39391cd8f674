/** The people who sign in to a demo: one of each role, two community workers, a second admin for a second word, and an admin in the other prefecture. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { createDemoUsers, type DemoUser } from '../install/demo-users.ts';
import type { JobDeps } from '../jobs/job.ts';
import type { Beats } from './choose-beats.ts';

const dayMs = 86_400_000;
const dutyBegan = (at: Date): Date => new Date(at.getTime() - 60 * dayMs);

export interface Worker {
  userId: string;
  areaCodes: readonly AreaCode[];
}

export interface Staff {
  adminId: string;
  vaccinatorId: string;
  doctorId: string;
  workers: Worker[];
}

/** Only so that the closed campaign of Ganzi can be looked at. Made first: the prefecture named last is the install's. */
export const createGanziAdmin = async ({ db, now }: JobDeps): Promise<void> => {
  const ganzi = AreaCode.parse('5133');
  const at = now();
  const admin: DemoUser = {
    login: 'admin-ganzi',
    name: '泽仁卓玛',
    role: 'admin',
    areaCodes: [ganzi],
    language: 'zh-CN',
  };
  // the sign-in page lists users in the order they were made: the demo's own first
  await createDemoUsers(db, ganzi, [admin], { since: dutyBegan(at), at: new Date(at.getTime() + 1000) });
};

export const createStaff = async ({ db, now }: JobDeps, prefecture: AreaCode, beats: Beats): Promise<Staff> => {
  const at = now();
  const [first = [], second = []] = beats.workers;
  const users: DemoUser[] = [
    { login: 'admin', name: '金美兰', role: 'admin', areaCodes: [prefecture], language: 'zh-CN' },
    { login: 'supervisor', name: '李秀英', role: 'supervisor', areaCodes: [prefecture], language: 'zh-CN' },
    { login: 'worker1', name: '朴英子', role: 'worker', areaCodes: first, language: 'zh-CN' },
    { login: 'worker2', name: '王桂芳', role: 'worker', areaCodes: second, language: 'zh-CN' },
    { login: 'vaccinator', name: '崔明哲', role: 'vaccinator', areaCodes: beats.townships, language: 'zh-CN' },
    { login: 'doctor', name: '许英花', role: 'vaccinator', areaCodes: beats.townships, language: 'zh-CN' },
    { login: 'admin2', name: '南明玉', role: 'admin', areaCodes: [prefecture], language: 'zh-CN' },
    { login: 'auditor', name: '赵国庆', role: 'auditor', areaCodes: [prefecture], language: 'zh-CN' },
  ];
  const ids = await createDemoUsers(db, prefecture, users, { since: dutyBegan(at), at });
  const idOf = (login: string): string => ids[users.findIndex((user) => user.login === login)] ?? '';
  return {
    adminId: idOf('admin'),
    vaccinatorId: idOf('vaccinator'),
    doctorId: idOf('doctor'),
    workers: [
      { userId: idOf('worker1'), areaCodes: first },
      { userId: idOf('worker2'), areaCodes: second },
    ].filter(({ areaCodes }) => areaCodes.length > 0),
  };
};
