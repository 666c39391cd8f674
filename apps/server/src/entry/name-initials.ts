/** The letters by which a name is found: pinyin initials for Han characters, every other script keeps its own letters. */
import { pinyin } from 'pinyin-pro';

const han = /^\p{Script=Han}+$/u;

const spell = (name: string): string => {
  const bare = name.normalize('NFKC').replaceAll(/[\s·•‧∙⋅・･.。﹒●]/gu, '');
  const runs = bare.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? [];
  return runs
    .map((run, index) =>
      han.test(run)
        ? pinyin(run, {
            pattern: 'first',
            toneType: 'none',
            type: 'array',
            v: true,
            ...(index === 0 && { surname: 'head' }),
          }).join('')
        : run,
    )
    .join('')
    .toLowerCase();
};

const remembered = 50_000;
const known = new Map<string, string>();

/** 朴成国 → "pcg"; "Tashi" → "tashi"; 김철수 → "김철수"; the interpunct and blanks are left out. */
export const nameInitials = (name: string): string => {
  const before = known.get(name);
  if (before !== undefined) return before;
  // a prefecture has far fewer names than people, and a file names them by the hundred thousand
  if (known.size >= remembered) known.clear();
  const initials = spell(name);
  known.set(name, initials);
  return initials;
};
