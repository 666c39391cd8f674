/** What the worker needs at a door: conversation, attempts, calls, several people behind one door. */
export const door = {
  guide: {
    title: '怎么说',
    ask: '先问',
    affirm: '再肯定',
    permission: '征得同意',
    fact: '只说一件事',
    askBack: '再问一句',
    inChinese: '译文待审，先用中文',
    source: '依据：',
    example: '示例，请当地专家组审定后使用。',
    manners: '不吓唬，不许诺礼品，不争论。',
  },
  attempts: {
    count: '家中无人：已计 {{count}} 次，规定 {{wanted}} 次',
    spread: '{{days}} 天(至少 {{wantedDays}} 天)，{{parts}} 个时段(至少 {{wantedParts}} 个)，{{within}} 天内有效。',
    enough: '次数已够，登记为“联系不上”，仍由您负责。',
    next: '下次请换个时段：',
    morning: '上午',
    afternoon: '下午',
    evening: '晚上',
  },
} as const;
