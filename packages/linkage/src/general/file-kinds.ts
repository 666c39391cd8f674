/** Which file is what, for people who only name files on the command line. */
import { SourceKind } from '@qiaomen/domain/register/query';
import { LinkRefusal } from './link-refusal.ts';

/** Words of file names, most telling first: 养老院名册 is a roster, not insurance. */
const nameWords: [SourceKind, RegExp][] = [
  ['vaccination', /vaccin|immuni[sz]|dose|疫苗|接种|백신/iu],
  ['nursing_home', /nursing|institution|roster|养老院|养老机构|敬老院/iu],
  ['disability', /disab|残疾|残联/iu],
  ['death', /death|deceas|死亡|殡葬/iu],
  ['move_out', /move[-_ ]?out|moved|迁出/iu],
  ['medical', /medical|医保|医疗/iu],
  ['social', /social|pension|社保|社会|养老/iu],
  ['health', /health|健康|体检|档案|随访/iu],
  ['population', /population|register|residen|census|household|人口|户籍|常住|公安|居民/iu],
];

export interface NamedFile {
  path: string;
  /** null: its name and columns tell */
  kind: SourceKind | null;
}

/** `population=people.csv`; a plain path has no kind. */
export const readFileArgument = (argument: string): NamedFile => {
  const [, word, path] = /^([a-z_]+)=(.+)$/su.exec(argument) ?? [];
  if (word === undefined || path === undefined) return { path: argument, kind: null };
  const kind = SourceKind.safeParse(word);
  if (!kind.success)
    throw new LinkRefusal(`${argument}: "${word}" is no kind of file; there are ${SourceKind.options.join(', ')}`);
  return { path, kind: kind.data };
};

export interface Seen {
  fileName: string;
  said: SourceKind | null;
  /** what its columns look like */
  columns: SourceKind;
}

const nameKind = (fileName: string): SourceKind | null =>
  nameWords.find(([, words]) => words.test(fileName))?.[0] ?? null;

/**
 * What was said, else what the name says, else what the columns look like. Only one file can be the population register:
 * "population" from columns alone gives way to any other sign, and is nothing where several files look alike.
 */
export const kindsOf = (files: readonly Seen[]): SourceKind[] => {
  const sure = files.map(({ said, fileName }) => said ?? nameKind(fileName));
  const guessed = files.filter(({ columns }, index) => sure[index] === null && columns === 'population').length;
  const hasRegister = sure.includes('population');
  return files.map(({ columns }, index) => {
    const kind = sure[index] ?? columns;
    const isGuess = sure[index] === null && kind === 'population';
    return isGuess && (hasRegister || guessed > 1) ? 'health' : kind;
  });
};
