/** docs/rules.md: every rule table in words a nurse can check, made from the tables themselves. */
import { aefiDeadlines, reportWindows } from '@qiaomen/domain/aefi/rules';
import { barthel, routeRules } from '@qiaomen/domain/ability/barthel';
import { careRules, checkSteps, followUpRules } from '@qiaomen/domain/care/rules';
import { closeRules } from '@qiaomen/domain/close-out/rules';
import { cnCovid19 } from '@qiaomen/domain/forecast/cn-covid19';
import type { Interval, RuleTable, Series, TargetDose } from '@qiaomen/domain/forecast/rule-table';
import { stopRules } from '@qiaomen/domain/import-batch/stop-rules';
import { bandRules } from '@qiaomen/domain/register/age-rules';
import type { RuleRow } from '@qiaomen/domain/rule';
import { localThresholds, questionSets } from '@qiaomen/domain/screening/questions';
import { visitRules } from '@qiaomen/domain/visit/next-step-rules';
import { codes } from '@qiaomen/i18n/catalogues/zh-CN/codes';

type Cell = string | number | boolean | null;

const cell = (value: Cell): string => {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value).replaceAll('|', '\\|');
};

const table = (heads: readonly string[], rows: readonly (readonly Cell[])[]): string[] => [
  `| ${heads.join(' | ')} |`,
  `| ${heads.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  '',
];

/** The last four columns of every table: where a row holds, since when, until when, and who says so. */
const origin = ({ scope, validFrom, validTo, source }: RuleRow): Cell[] => [scope, validFrom, validTo, source];
const originHeads = ['place', 'from', 'until', 'source'];

const anchorWords: Record<Interval['from'], string> = {
  PREVIOUS_DOSE: 'the dose before',
  FIRST_DOSE: 'the first dose',
  LAST_INFECTION: 'the last infection',
};

const intervalWords = ({ from, absoluteMinimum, minimum, latest }: Interval, isFirst: boolean): string => {
  const anchor =
    isFirst && from === 'PREVIOUS_DOSE' ? 'a dose of another product, if there was one' : anchorWords[from];
  const counts = absoluteMinimum === minimum ? '' : ` (counts from ${absoluteMinimum} on)`;
  return `${minimum} after ${anchor}${counts}${latest === undefined ? '' : `, at the latest ${latest}`}`;
};

const doseRow = (series: Series, dose: TargetDose, index: number): Cell[] => [
  dose.rule,
  `${series.series} ${index + series.firstNumber}`,
  dose.allowed.join(', '),
  dose.preferred?.join(', ') ?? null,
  dose.intervals.map((interval) => intervalWords(interval, series.step === 1 && index === 0)).join('; ') ||
    'from today on',
  [
    series.fromAge === undefined ? '' : `from ${series.fromAge} years`,
    series.afterInfection ? 'after an infection, when the primary course was not complete' : '',
    ...(dose.sequences ?? []).map(
      ({ rule, after, give }) => `after ${after.join(' + ')}: ${give.join(' or ')} (${rule})`,
    ),
    dose.makeUp === undefined
      ? ''
      : `too soon: one more (${dose.makeUp.series}, ${dose.makeUp.rule}) after ${dose.makeUp.interval}`,
  ]
    .filter((part) => part !== '')
    .join('; ') || null,
  ...origin(series),
];

const careWords: Record<string, string> = {
  assessmentDays: 'days an assessment of ability speaks for today',
  screeningDays: 'days after its own on which a screening still holds',
  watchMinutes: 'minutes of watch after a dose',
  teamSize: 'people who go to a home together, one of them a doctor',
  assessWithinDays: 'days to assess somebody who asked for a vaccination at home',
  approveWithinDays: 'days for the doctor’s yes or no',
  bookWithinDays: 'days to book after the yes',
  refusedReviewDays: 'days after which a refused consent is looked at again',
  exemptionWithinDays: 'days to verify a claimed contraindication or end',
};

const scheduleLines = (rules: RuleTable): string[] => [
  `### ${rules.name} (${rules.status})`,
  '',
  ...table(
    ['rule', 'dose', 'products', 'preferred', 'when', 'who', ...originHeads],
    rules.series.flatMap((series) => series.doses.map((dose, index) => doseRow(series, dose, index))),
  ),
  'Another vaccine keeps a distance:',
  '',
  ...table(
    ['rule', 'more than, days', 'not for', ...originHeads],
    rules.spacing.map((row) => [row.id, row.moreThanDays, row.exempt.join(', '), ...origin(row)]),
  ),
  'What a condition means:',
  '',
  ...table(
    ['rule', 'condition', 'means', ...originHeads],
    rules.conditions.map((row) => [row.id, row.condition, row.result, ...origin(row)]),
  ),
];

const screeningLines = (): string[] =>
  questionSets.flatMap((set) => [
    `Question set ${set.id}, version ${set.version}. Deferred: looked at again after ${set.recheckAfterDays} days unless a day is named.`,
    `A doubt goes to the expert panel, which has ${set.consultWithinHours} hours. Source: ${set.source}.`,
    '',
    ...table(
      ['question', 'yes means', 'is NO contraindication'],
      set.questions.map((question) => [
        question.id,
        question.condition,
        question.notContraindicated.join(', ') || null,
      ]),
    ),
  ]);

export const rulesDocument = (): string =>
  [
    '# The rules, as this product applies them',
    '',
    'Made from the tables by `npm run rules`; a test fails when this page is stale. A rule marked "house rule" has no public source and is',
    'this product’s own choice. Nothing here replaces the official text.',
    '',
    '## Vaccination schedules',
    '',
    ...scheduleLines(cnCovid19),
    '## Screening before a dose',
    '',
    ...screeningLines(),
    'Local limits, shown as local, never as national:',
    '',
    ...table(
      ['rule', 'measure', 'deferred above', 'unit', ...originHeads],
      localThresholds.map((row) => [row.id, row.measure, row.above, row.unit, ...origin(row)]),
    ),
    '## Ability',
    '',
    `${barthel.id}, version ${barthel.version}: ${barthel.source}.`,
    '',
    ...table(
      ['item', 'points'],
      barthel.items.map(({ id, scores }) => [id, scores.join(' / ')]),
    ),
    ...table(
      ['rule', 'from points', 'class', ...originHeads],
      barthel.cutOffs.flatMap((row) => row.classes.map((limit) => [row.id, limit.from, limit.class, ...origin(row)])),
    ),
    'The class suggests a way to the dose. It never decides whether somebody may have one.',
    '',
    ...table(
      ['rule', 'class', 'homebound', 'way', ...originHeads],
      routeRules.map((row) => [row.id, row.class, row.homebound, row.route, ...origin(row)]),
    ),
    '## Care at home',
    '',
    ...careRules.flatMap(({ id, source, scope, validFrom, validTo, ...numbers }) =>
      table(
        ['rule', 'what', 'is', ...originHeads],
        Object.entries(numbers).map(([name, number]) => [
          id,
          careWords[name] ?? name,
          number,
          ...origin({ id, source, scope, validFrom, validTo }),
        ]),
      ),
    ),
    'Before the dose, 三查七对一验证:',
    '',
    ...table(
      ['step', 'of the', ...originHeads],
      checkSteps.map((row) => [row.id, row.part, ...origin(row)]),
    ),
    'Calls after the dose:',
    '',
    ...table(
      ['rule', 'call', 'hours after the dose', 'nobody calls for it any more after hours', ...originHeads],
      followUpRules.map((row) => [row.id, row.slot, row.afterHours, row.untilHours, ...origin(row)]),
    ),
    '## After a visit',
    '',
    ...table(
      ['rule', 'outcome', '', 'state', 'next', 'after days', ...originHeads],
      visitRules.nextSteps.map((row) => [
        row.id,
        row.outcome,
        codes.outcome[row.outcome],
        row.state,
        row.action,
        row.afterDays ?? `asked; else ${row.fallbackDays}`,
        ...origin(row),
      ]),
    ),
    ...table(
      ['rule', 'unreachable after', 'then after days', ...originHeads],
      visitRules.unreachable.map((row) => [
        row.id,
        `${row.attempts} attempts on ${row.days} days and ${row.partsOfDay} parts of the day within ${row.withinDays} days`,
        row.afterDays,
        ...origin(row),
      ]),
    ),
    ...table(
      ['rule', 'a refusal is asked again, times', 'looked at after days', ...originHeads],
      visitRules.refusals.map((row) => [row.id, row.askAgain, row.reviewAfterDays, ...origin(row)]),
    ),
    ...table(
      ['rule', 'first visit, band', 'within days', ...originHeads],
      visitRules.firstVisits.map((row) => [row.id, row.band, row.withinDays, ...origin(row)]),
    ),
    '## Closing an entry',
    '',
    'Refused, deferred, away and unreachable are never closed.',
    '',
    ...table(
      ['code', 'state', 'evidence', 'second person', 'receiving area', ...originHeads],
      closeRules.map((row) => [
        row.code,
        row.state,
        row.evidence.join(', '),
        row.secondPerson,
        row.acceptance,
        ...origin(row),
      ]),
    ),
    '## Reactions after a dose (AEFI)',
    '',
    ...table(
      ['rule', 'step', 'hours', 'counted from', 'only urgent cases', ...originHeads],
      aefiDeadlines.map((row) => [row.id, row.step, row.hours, row.from, row.onlyUrgent, ...origin(row)]),
    ),
    ...table(
      ['rule', 'reported when it begins within days', 'reactions', ...originHeads],
      reportWindows.map((row) => [row.id, row.withinDays, row.reactions.join(', '), ...origin(row)]),
    ),
    '## Age bands',
    '',
    ...table(
      ['rule', 'band', 'from age', ...originHeads],
      bandRules.map((row) => [row.id, row.band, row.fromAge, ...origin(row)]),
    ),
    '## Imports',
    '',
    ...table(
      ['rule', 'stop', 'percent', ...originHeads],
      stopRules.map((row) => [row.id, row.stop, row.percent, ...origin(row)]),
    ),
  ]
    .join('\n')
    .trimEnd() + '\n';
