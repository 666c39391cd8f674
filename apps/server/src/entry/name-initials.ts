/** The letters by which a name is found: pinyin initials for Han characters, every other script keeps its own letters. */
import { pinyin } from 'pinyin-pro';

const han = /^\p{Script=Han}+$/u;

/** 朴成国 → "pcg"; "Tashi" → "tashi"; 김철수 → "김철수"; the interpunct and blanks are left out. */
export const nameInitials = (name: string): string => {
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
