/** The figures of exactly the rows in the file, by the same rules as those of the screen. */
import { isInFigure, type MeasuredEntry } from '@qiaomen/domain/figures/measures';
import { AgeBand, DoseStatus, EntryState } from '@qiaomen/domain/register/entry-state';
import { RegisterFilter } from '@qiaomen/domain/register/query';
import { VisitReason } from '@qiaomen/domain/visit/codes';
import { entryOrigin } from '../../entry/entry.ts';
import type { ExportedRow } from './export-rows.ts';
import type { Words } from '../../words/load-words.ts';

const figures = RegisterFilter.shape.figure.unwrap().options;
type Figure = (typeof figures)[number];

export interface ExportTotals {
  rows: number;
  doses: number;
  figures: Map<Figure, number>;
  states: Map<EntryState, number>;
  bands: Map<AgeBand, number>;
}

const toMeasured = (row: ExportedRow): MeasuredEntry => ({
  state: EntryState.parse(row.state),
  band: AgeBand.parse(row.band),
  doseStatus: DoseStatus.parse(row.doseStatus),
  doseCount: row.doseCount,
  ownerId: row.ownerId,
  origin: entryOrigin(row.origin),
  visitCount: row.visitCount,
  refusalReason: row.refusalReason === null ? null : VisitReason.parse(row.refusalReason),
  nextDate: row.nextDate,
});

export const noTotals = (): ExportTotals => ({
  rows: 0,
  doses: 0,
  figures: new Map(figures.map((figure) => [figure, 0])),
  states: new Map(),
  bands: new Map(AgeBand.options.map((band) => [band, 0])),
});

const raise = <Key>(counts: Map<Key, number>, key: Key): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

export const addToTotals = (totals: ExportTotals, row: ExportedRow, today: string): void => {
  const entry = toMeasured(row);
  totals.rows += 1;
  for (const figure of figures) if (isInFigure(figure, entry, today)) raise(totals.figures, figure);
  // whom the campaign does not count has no band and no doses in any figure
  if (isInFigure('registered', entry, today)) {
    totals.doses += entry.doseCount;
    raise(totals.bands, entry.band);
  }
  raise(totals.states, entry.state);
};

export const totalRows = (totals: ExportTotals, words: Words): [string, string][] => [
  [words('registerExport:file.rowCount'), String(totals.rows)],
  ...[...totals.figures].map(([figure, count]): [string, string] => [words(`office:figure.${figure}`), String(count)]),
  [words('registerExport:file.doses'), String(totals.doses)],
  ...[...totals.bands].map(([band, count]): [string, string] => [words(`codes:band.${band}`), String(count)]),
  ...EntryState.options.flatMap((state): [string, string][] => {
    const count = totals.states.get(state) ?? 0;
    return count === 0 ? [] : [[words(`codes:state.${state}`), String(count)]];
  }),
];
