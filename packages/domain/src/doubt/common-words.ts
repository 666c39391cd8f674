/** The sentences every conversation shares. No threats, no gifts, no arguing. */
export const commonWords = {
  permission: {
    zh: '我可以跟您说一件事吗？您听听就好。',
    ko: '한가지 말씀드려도 되겠습니까? 들어만 보시면 됩니다.',
    bo: null,
  },
  askBack: { zh: '您听了觉得怎么样？', ko: '들어보시니 어떻게 생각하십니까?', bo: null },
  autonomy: {
    zh: '打不打由您自己决定，什么时候想再问都可以。',
    ko: '맞으실지는 로인님께서 결정하십니다. 언제든지 다시 물어보셔도 됩니다.',
    bo: null,
  },
} as const;
