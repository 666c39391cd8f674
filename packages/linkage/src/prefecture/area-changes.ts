/** Old area codes and what became of them, from an editable table beside this file. */
import { readFileSync } from 'node:fs';

export interface AreaChange {
  oldCode: string;
  newCode: string;
  /** YYYY-MM-DD: the old code is not replaced before */
  validFrom: string;
}

const isCode = (text: string): boolean => /^(?:\d{6}|\d{9}|\d{12})$/.test(text);

/** A line that is none of this shape stops the start: a wrong table would put people into the wrong place. */
export const parseAreaChanges = (text: string): AreaChange[] =>
  text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#') || line.startsWith('old_code')) return [];
    const [oldCode = '', newCode = '', validFrom = ''] = line.split(',').map((cell) => cell.trim());
    if (!isCode(oldCode) || !isCode(newCode) || !/^\d{4}-\d{2}-\d{2}$/.test(validFrom)) {
      throw new Error(`area-changes.csv, line ${String(index + 1)}: old code, new code and day are wanted`);
    }
    return [{ oldCode, newCode, validFrom }];
  });

let known: AreaChange[] | undefined;

export const areaChanges = (): AreaChange[] =>
  (known ??= parseAreaChanges(readFileSync(new URL('./area-changes.csv', import.meta.url), 'utf8')));

const steps = 5;

/** The present code; changes may follow each other. Undefined when nothing is known to have changed. */
export const presentCode = (code: string, today: string, changes: readonly AreaChange[]): string | undefined => {
  let present = code;
  for (let step = 0; step < steps; step += 1) {
    const change = changes
      .filter(({ oldCode, validFrom }) => present.startsWith(oldCode) && validFrom <= today)
      .toSorted((left, right) => right.oldCode.length - left.oldCode.length)[0];
    if (change === undefined) break;
    present = change.newCode + present.slice(change.oldCode.length);
  }
  return present === code ? undefined : present;
};
