/** The second person's queue. */
export const closing = {
  nav: '销号复核',
  title: '销号复核',
  hint: '销号要由申请人之外的第二人同意。同意后发现不对，可以重新打开。',
  moved: '迁出本州的由州级人员确认，不同意就退回；在本州内搬家的不销号，请改居住地，条目随人转移。',
  none: '没有符合条件的申请。',
  count_other: '共 {{count}} 条',
  state: { waiting: '待复核', agreed: '已同意', declined: '未同意' },
  evidence: '依据：',
  now: '目前',
  missing: '缺少：{{kinds}}',
  asked: '{{time}} 由 {{name}} 申请',
  agreed: '{{time}} {{name}} 同意',
  declined: '{{time}} {{name}} 不同意',
  own: '这是您提出的申请，须由别人复核。',
  act: { agree: '同意销号', decline: '不同意', reopen: '重新打开' },
  ask: {
    agree: '同意将 {{name}} 销号？',
    decline: '不同意将 {{name}} 销号？',
    reopen: '撤回决定，重新打开 {{name}} 的条目？',
  },
  why: '依据或理由',
} as const;
