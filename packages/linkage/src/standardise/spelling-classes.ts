/** Spellings of Tibetan, Uyghur and Kazakh names that offices use for one another, from a file anybody can edit. */
import { readFileSync } from 'node:fs';

export interface SpellingClass {
  language: string;
  /** the spelling that stands for the class in keys */
  leader: string;
  spellings: readonly string[];
}

/** language,class,spellings (parted by blanks),reviewed */
export const readSpellingClasses = (csv: string): SpellingClass[] =>
  csv
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .slice(1)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [language = '', leader = '', spellings = ''] = line.split(',').map((cell) => cell.trim());
      return { language, leader, spellings: spellings.split(/\s+/u).filter((spelling) => spelling !== '') };
    });

/** A function that gives every spelling of a class the same form. The longest spelling wins where several begin. */
export const spellingFolder = (classes: readonly SpellingClass[]): ((name: string) => string) => {
  const leaders = new Map<string, string>();
  for (const { leader, spellings } of classes)
    for (const spelling of [leader, ...spellings]) if (!leaders.has(spelling)) leaders.set(spelling, leader);
  const escaped = [...leaders.keys()]
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((spelling) => spelling.replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`));
  if (escaped.length === 0) return (name) => name;
  const any = new RegExp(escaped.join('|'), 'gu');
  return (name) => name.replace(any, (spelling) => leaders.get(spelling) ?? spelling);
};

export const spellingClasses: readonly SpellingClass[] = readSpellingClasses(
  readFileSync(new URL('./spelling-classes.csv', import.meta.url), 'utf8'),
);

export const foldSpellings = spellingFolder(spellingClasses);
