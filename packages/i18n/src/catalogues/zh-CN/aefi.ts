/** The desk of suspected adverse reactions. */
import type { AefiDue } from '@qiaomen/domain/aefi/deadlines';
import type { DeskStep } from '@qiaomen/domain/aefi-desk/query';
import type { AefiClass } from '@qiaomen/domain/aefi/rules';

export const aefi = {
  nav: '疑似异常反应',
  title: '疑似预防接种异常反应',
  hint: '时限从发现时算起，超时最久的排在最前。这里只记录做了什么、何时做的，上报仍按国家系统办理。',
  none: '没有符合条件的个案。',
  state: { open: '处理中', late: '已超时', closed: '已办结' },
  urgent: '2 小时内报告',
  outsideWindow: '不在报告时间范围内',
  after: '{{day}} 接种{{product}}之后',
  found: '{{time}} 由 {{name}} 报告',
  step: {
    urgent_report: '紧急报告',
    card: '个案报告卡',
    investigation: '开始调查',
    form: '个案调查表',
    classified: '分类',
    closed: '办结',
    reopened: '重新处理',
  } as const satisfies Record<DeskStep, string>,
  record: {
    urgent_report: '登记：已紧急报告',
    card: '登记：报告卡已报',
    investigation: '登记：已开始调查',
    form: '登记：调查表已报',
    classified: '登记分类',
    closed: '办结',
    reopened: '重新处理',
  } as const satisfies Record<DeskStep, string>,
  clock: {
    waiting: '等前一步',
    open: '在时限内',
    late: '已超时',
    done: '按时完成',
    done_late: '超时完成',
  } as const satisfies Record<AefiDue['state'], string>,
  dueAt: '{{time}} 前',
  doneAt: '{{time}} 完成',
  when: '完成时间',
  class: '反应分类',
  classes: {
    general: '一般反应',
    abnormal: '异常反应',
    quality: '疫苗质量事故',
    programme: '接种事故',
    coincidental: '偶合症',
    psychogenic: '心因性反应',
  } as const satisfies Record<AefiClass, string>,
  steps_other: '已登记 {{count}} 步',
  takeBack: '撤销',
  takeBackAsk: '撤销这一步？',
  takenBack: '已撤销',
  why: '为什么撤销',
} as const;
