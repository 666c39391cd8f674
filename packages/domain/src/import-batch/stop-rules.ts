/** What a file must not do to the register on one person's word. The limits are rows; a stop asks for a second admin. */
import { findRule, type RuleRow } from '../rule.ts';

export interface StopRule extends RuleRow {
  /** matched: least share of a file's rows that speak of people known already; village: largest fall of people covered */
  stop: 'matched' | 'village';
  percent: number;
}

const since = { source: 'house rule', scope: 'CN', validFrom: '2026-11-22', validTo: null } as const;

export const stopRules: readonly StopRule[] = [
  { id: 'IMPORT-MATCHED', stop: 'matched', percent: 70, ...since },
  { id: 'IMPORT-VILLAGE', stop: 'village', percent: 20, ...since },
];

export interface VillageCoverage {
  areaCode: string;
  /** people of the village of whom a file of this kind speaks */
  before: number;
  after: number;
}

export interface FileEffect {
  /** nobody is registered yet, or this is the first population file: there is nothing its rows could match */
  isFirstLoad: boolean;
  /** readable rows, each counted once */
  rows: number;
  /** those that speak of somebody the register knows */
  knownRows: number;
  /** villages where fewer people would be covered */
  falling: readonly VillageCoverage[];
}

export type ImportStop =
  | { code: 'matched_low'; ruleId: string; percent: number; limit: number; rows: number; knownRows: number }
  | { code: 'village_falls'; ruleId: string; limit: number; villages: number; worst: VillageCoverage };

const ruleFor = (stop: StopRule['stop'], day: string): StopRule | undefined =>
  findRule(
    stopRules.filter((rule) => rule.stop === stop),
    day,
  );

const matchedStop = ({ isFirstLoad, rows, knownRows }: FileEffect, rule: StopRule): ImportStop[] => {
  if (isFirstLoad || rows === 0 || knownRows * 100 >= rows * rule.percent) return [];
  // cut, not rounded: 69.97 % is not 70 %
  const percent = Math.floor((knownRows / rows) * 1000) / 10;
  return [{ code: 'matched_low', ruleId: rule.id, percent, limit: rule.percent, rows, knownRows }];
};

const fall = ({ before, after }: VillageCoverage): number => (before - after) / before;

const villageStop = ({ falling }: FileEffect, rule: StopRule): ImportStop[] => {
  const beyond = falling.filter(({ before, after }) => before > 0 && (before - after) * 100 > before * rule.percent);
  const [worst] = beyond.toSorted(
    (left, right) =>
      fall(right) - fall(left) || right.before - left.before || (left.areaCode < right.areaCode ? -1 : 1),
  );
  if (worst === undefined) return [];
  return [{ code: 'village_falls', ruleId: rule.id, limit: rule.percent, villages: beyond.length, worst }];
};

export const findStops = (effect: FileEffect, day: string): ImportStop[] => {
  const matched = ruleFor('matched', day);
  const village = ruleFor('village', day);
  return [
    ...(matched === undefined ? [] : matchedStop(effect, matched)),
    ...(village === undefined ? [] : villageStop(effect, village)),
  ];
};
