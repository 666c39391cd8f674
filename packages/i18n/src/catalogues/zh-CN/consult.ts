/** Doubts about contraindications that wait for the expert panel. */
export const consult = {
  nav: '禁忌疑问',
  title: '等待专家答复的禁忌疑问',
  hint: '预检时答不清的问题由专家组在限定时间内答复。',
  none: '没有等待答复的疑问。',
  doubt: '疑问',
  askedBy: '提出人',
  due: '应在此前答复',
  late: '已超时',
  open: '等待中',
  answer: '答复',
  result: '结论',
  until: '暂缓到哪一天',
  why: '说明',
  own: '这是您自己提出的，请另一位专家答复。',
  person: '姓名',
  area: '地区',
} as const;
