/** The rules that hold at a place: what comes with the product, and what was published in its stead, nearest place first. */
import { barthel } from '../ability/barthel.ts';
import type { AbilityForm } from '../ability/form.ts';
import { cnCovid19 } from '../forecast/cn-covid19.ts';
import { exampleTables } from '../forecast/examples.ts';
import type { RuleTable } from '../forecast/rule-table.ts';
import { localThresholds, questionSets, type LocalThreshold, type QuestionSet } from '../screening/questions.ts';
import { nameOfBody, type RuleBody } from './body.ts';

export interface ClinicRules {
  /** the schedule of the campaign's vaccine */
  table: RuleTable;
  others: RuleTable[];
  thresholds: LocalThreshold[];
  /** those of the place with their earlier versions: an answer names the set it was given to */
  questionSets: QuestionSet[];
  forms: AbilityForm[];
}

/** The newest published version of a name at a place. */
export interface PublishedRules {
  place: string;
  body: RuleBody;
}

export const shippedBodies: readonly RuleBody[] = [
  { kind: 'schedule', table: cnCovid19 },
  ...exampleTables.map((table): RuleBody => ({ kind: 'schedule', table })),
  { kind: 'thresholds', rows: [...localThresholds] },
  { kind: 'questions', sets: [...questionSets] },
  { kind: 'form', form: barthel },
];

export const shippedRules: ClinicRules = {
  table: cnCovid19,
  others: [...exampleTables],
  thresholds: [...localThresholds],
  questionSets: [...questionSets],
  forms: [barthel],
};

export const rulesOf = ({ rules }: { rules?: ClinicRules }): ClinicRules => rules ?? shippedRules;

/** @param areaCode of the person; rules of places it does not lie in are passed over */
export const rulesFor = (published: readonly PublishedRules[], areaCode: string): ClinicRules => {
  const here = published
    .filter(({ place }) => areaCode.startsWith(place))
    .toSorted((a, b) => b.place.length - a.place.length);
  const bodies = [...here.map(({ body }) => body), ...shippedBodies];
  const names = new Set<string>();
  const nearest = bodies.filter((body) => {
    const name = `${body.kind} ${nameOfBody(body)}`;
    const isFirst = !names.has(name);
    names.add(name);
    return isFirst;
  });
  const tables = nearest.flatMap((body) => (body.kind === 'schedule' ? [body.table] : []));
  return {
    table: tables.find(({ name }) => name === cnCovid19.name) ?? cnCovid19,
    others: tables.filter(({ name }) => name !== cnCovid19.name),
    thresholds: nearest.flatMap((body) => (body.kind === 'thresholds' ? body.rows : [])),
    questionSets: nearest.flatMap((body) => (body.kind === 'questions' ? body.sets : [])),
    // an assessment names the version of its form: older ones stay readable
    forms: bodies.flatMap((body) => (body.kind === 'form' ? [body.form] : [])),
  };
};
