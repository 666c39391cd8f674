/** Taking an approved import back as a whole, and carrying it out again. */
import { z } from 'zod';
import { PageRequest } from '../page.ts';

/**
 * Why somebody stays as they are when the import is taken back: visited, vaccinated, corrected or decided about since; or
 * bound to somebody who stays, as the other side of a merge or the other end of a move.
 */
export const keptReasons = ['visited', 'dose', 'corrected', 'proposal', 'together'] as const;
export const KeptReason = z.enum(keptReasons);
export type KeptReason = z.infer<typeof KeptReason>;

/** A later import that must be taken back first: it was linked with what this one brought. */
export interface LaterImport {
  batchId: string;
  fileName: string;
  approvedAt: string;
}

export interface UndoPreview {
  /** undo: it is in the register; redo: it was taken back and nothing was published since; link: taken back, to be linked anew */
  next: 'undo' | 'redo' | 'link' | null;
  /** all files of the same approval go together */
  fileNames: string[];
  later: LaterImport[];
  /** people it created, who would be withdrawn */
  created: number;
  /** people whose record it changed, merged or moved, who get back what they had */
  changed: number;
  doses: number;
  /** people who stay as they are, by reason; together they make the list */
  kept: Partial<Record<KeptReason, number>>;
}

export interface KeptRow {
  county: string;
  personId: string;
  name: string;
  birthDate: string | null;
  areaPath: string[];
  reason: KeptReason;
  /** of the last visit since, if there is one */
  visitedAt: string | null;
}

export const ListKept = z.strictObject({
  batchId: z.uuid(),
  reason: KeptReason.nullable().default(null),
  page: PageRequest,
});
export type ListKept = z.infer<typeof ListKept>;

/** Answer of a redo: carried out exactly as approved, or linked anew and waiting for an approval. */
export type RedoAnswer = 'redoing' | 'linking';
