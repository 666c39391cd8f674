/** Which doors were knocked on when, and what was said: invented, seeded, and never after yesterday. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { addDays } from '@qiaomen/domain/register/day';
import { outcomesWithReason, type VisitOutcome, type VisitReason } from '@qiaomen/domain/visit/codes';
import { weightedChoice, type Random } from '@qiaomen/synth/random';

export interface Door {
  personId: string;
  areaCode: AreaCode;
}

export interface PlannedVisit {
  at: string;
  door: Door;
  outcome: VisitOutcome;
  reasons: VisitReason[];
  nextDate: string | null;
  note: string;
}

const visitedShare = 0.62;
const firstDay = -18;
const lastDay = -1;

const first = weightedChoice<VisitOutcome>([
  ['02', 30], ['03', 15], ['04', 12], ['05', 8], ['06', 3], ['07', 6], ['08', 17], ['09', 5], ['11', 1], ['12', 1], ['15', 2],
]); // prettier-ignore
const afterNobody = weightedChoice<VisitOutcome>([
  ['02', 40],
  ['03', 20],
  ['04', 12],
  ['07', 8],
  ['08', 20],
]);
const afterThinking = weightedChoice<VisitOutcome>([
  ['02', 55],
  ['03', 20],
  ['04', 25],
]);
const reason = weightedChoice<VisitReason>([
  ['T1', 14], ['T2', 20], ['T3', 8], ['T5', 6], ['S1', 12], ['S2', 6], ['M1', 8], ['P1', 9], ['P3', 7], ['P5', 5], ['X1', 3],
]); // prettier-ignore

const notes: Partial<Record<VisitOutcome, readonly string[]>> = {
  '03': ['想等儿子回来再定。', '问了接种后发烧的事，留了宣传单。'],
  '05': ['正在住院，出院后再联系。', '感冒发热，好了再打。'],
  '07': ['由女儿照料，需与女儿商量。'],
  '08': ['邻居说去早市了。', '敲门无人应，已留联系卡。'],
  '09': ['去外地子女家，月底回来。'],
};

/** The rule cannot know when somebody is well or back again: the worker asked. */
const askedFor: Partial<Record<VisitOutcome, readonly [number, number]>> = { '05': [7, 21], '09': [10, 30] };

const visitAt = (random: Random, door: Door, day: string, outcome: VisitOutcome): PlannedVisit => {
  // 08:30 to 17:30 in Shanghai
  const minute = random.between(30, 570);
  const at = new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000).toISOString();
  const asked = askedFor[outcome];
  const said = notes[outcome];
  const main = reason(random);
  const second = reason(random);
  return {
    at,
    door,
    outcome,
    reasons: !outcomesWithReason.includes(outcome)
      ? []
      : random.chance(0.3) && second !== main
        ? [main, second]
        : [main],
    nextDate: asked === undefined ? null : addDays(day, random.between(...asked)),
    note: said !== undefined && random.chance(0.5) ? random.pick(said) : '',
  };
};

const nextOutcome = (random: Random, before: VisitOutcome): VisitOutcome | undefined => {
  if (before === '08') return afterNobody(random);
  if (before === '03' || before === '07') return random.chance(0.6) ? afterThinking(random) : undefined;
  return undefined;
};

export const planVisits = (random: Random, doors: readonly Door[], today: string): PlannedVisit[] => {
  const visits: PlannedVisit[] = [];
  for (const door of doors) {
    if (!random.chance(visitedShare)) continue;
    let offset = random.between(firstDay, lastDay);
    for (let outcome: VisitOutcome | undefined = first(random); outcome !== undefined && offset <= lastDay;) {
      visits.push(visitAt(random, door, addDays(today, offset), outcome));
      offset += outcome === '08' ? random.between(2, 4) : random.between(7, 9);
      outcome = nextOutcome(random, outcome);
    }
  }
  return visits.toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
};
