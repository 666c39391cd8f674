const tibetan = /[\u0F00-\u0FFF]/;
const hangul = /[\uAC00-\uD7A3\u1100-\u11FF]/;

const languageOf = (text: string): string => (tibetan.test(text) ? 'bo' : hangul.test(text) ? 'ko' : 'zh-CN');

/** A name in its own script, so that its letters get the right font and room. */
export const Name = ({ children }: { children: string }) => <bdi lang={languageOf(children)}>{children}</bdi>;
