/** Vaccination at home as the supervisor plans it. */
import type { BackupMeans, WaitStage } from '@qiaomen/domain/home-plan/query';

export const homePlan = {
  nav: '上门接种安排',
  title: '上门接种安排',
  tab: { waiting: '等候名单', rounds: '上门日程', backups: '医院保障' },
  hint: {
    waiting: '申请上门接种的老人各在等什么，已过期的排在最前。',
    rounds: '每天、每个乡镇要上门多少人，身后是哪家医院。没有医院保障的会提醒。',
    backups: '每次上门都要有二级及以上医院保障：联系人、救护车或绿色通道、路程。',
  },
  stage: { assess: '等评估', approve: '等医生审核', book_home: '等安排上门' } as const satisfies Record<
    WaitStage,
    string
  >,
  age: '年龄',
  due: '应在',
  overdue: '已过期',
  overdueCount_other: '{{count}} 人已过期',
  asked: '申请',
  nobody: '没有人在等。',
  day: '日期',
  planned: '计划上门',
  given: '已接种',
  backup: '保障医院',
  noBackup: '没有医院保障',
  unbacked_other: '{{count}} 次上门没有医院保障',
  unbackedHint: '请先登记保障医院，再安排上门。',
  onlyUnbacked: '只看没有保障的',
  noRounds: '没有符合条件的上门日程。',
  means: { ambulance: '救护车', green_channel: '绿色通道', on_site: '现场驻点' } as const satisfies Record<
    BackupMeans,
    string
  >,
  way: '{{km}} 公里，{{minutes}} 分钟',
  level: '{{level}} 级医院',
  levelLow: '二级以下的医院不能作为保障。',
  tooWide: '请选择县或更小的地区。',
  addBackup: '登记保障医院',
  endBackup: '停止保障',
  endAsk: '停止由{{hospital}}保障？',
  showEnded: '看已停止的',
  showCurrent: '看在用的',
  noBackups: '还没有登记保障医院。',
  field: {
    hospital: '医院名称',
    contactName: '联系人',
    contactPhone: '联系电话',
    level: '医院级别',
    means: '保障方式',
    distanceKm: '路程(公里)',
    minutes: '路上时间(分钟)',
    fromOn: '从',
    toOn: '到',
  },
} as const;
