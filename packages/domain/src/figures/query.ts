/** Live progress by area and worker. Each figure equals the rows that `RegisterFilter.figure` opens. */
import { z } from 'zod';
import { AreaCode, type AreaLevel } from '../area/area-code.ts';
import type { VisitReason } from '../visit/codes.ts';

export const ReadProgress = z.strictObject({
  campaignId: z.uuid(),
  /** rows are the children of this area; for a village its workers */
  areaCode: AreaCode,
});
export type ReadProgress = z.infer<typeof ReadProgress>;

export interface Figures {
  registered: number;
  visited: number;
  agreed: number;
  refused: number;
  refusedBy: Partial<Record<VisitReason, number>>;
  /** at least one dose */
  vaccinated: number;
  /** the primary course is complete */
  complete: number;
  overdue: number;
  withoutOwner: number;
  doorFound: number;
  open: number;
  doses: number;
}

export interface ProgressRow {
  kind: 'area' | 'worker';
  areaCode: AreaCode;
  level: AreaLevel;
  ownerId: string | null;
  /** Chinese name of the area, or the worker's name; null for "no owner" */
  name: string | null;
  nameKo: string | null;
  nameBo: string | null;
  figures: Figures;
}

export interface Progress {
  /** the instant of the one transaction all figures were read in */
  asOf: string;
  /** today in Asia/Shanghai, by which overdue was counted */
  today: string;
  path: { areaCode: AreaCode; name: string }[];
  total: ProgressRow;
  rows: ProgressRow[];
  milestones: {
    id: string;
    label: string;
    dueOn: string;
    unit: 'persons' | 'doses';
    target: number;
    reached: number;
  }[];
}
