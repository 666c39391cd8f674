/** Whether a hospital stands behind a round: of level two or above, in its area, on its day. */
import { findRule, type RuleRow } from '../rule.ts';
import type { BackupRow } from './query.ts';

export interface BackupRule extends RuleRow {
  minLevel: number;
}

export const backupRules: readonly BackupRule[] = [
  {
    id: 'BACKUP-LEVEL',
    minLevel: 2,
    source: '《加强老年人新冠病毒疫苗接种工作方案》: 二级以上医疗机构驻点保障',
    scope: 'CN',
    validFrom: '2022-11-29',
    validTo: null,
  },
];

type Backing = Pick<BackupRow, 'areaCode' | 'level' | 'fromOn' | 'toOn' | 'ended'>;

export const isBacking = (backup: Backing, round: { areaCode: string; day: string }): boolean =>
  !backup.ended &&
  round.areaCode.startsWith(backup.areaCode) &&
  backup.fromOn <= round.day &&
  round.day <= backup.toOn &&
  backup.level >= (findRule(backupRules, round.day)?.minLevel ?? 0);

/** The nearest in area, then the quickest to reach. */
export const backupOf = <Backup extends Backing & Pick<BackupRow, 'minutes'>>(
  backups: readonly Backup[],
  round: { areaCode: string; day: string },
): Backup | null =>
  backups
    .filter((backup) => isBacking(backup, round))
    .toSorted((a, b) => b.areaCode.length - a.areaCode.length || a.minutes - b.minutes)[0] ?? null;
