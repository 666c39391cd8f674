/** The model an earlier approval was linked with: with it, only what is new has to be linked. */
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { checkModel } from '@qiaomen/linkage/engine/stored-model';
import type { Model } from '@qiaomen/linkage/engine/spec';
import { prefectureSpec } from '@qiaomen/linkage/prefecture/spec';
import type { BulkWriter } from '@qiaomen/prisma/scoped';

/** An upgrade may have brought other rules: then everything is learnt and linked again. */
const isOfTheseRules = (model: Model): boolean => {
  try {
    checkModel(model, prefectureSpec);
    return true;
  } catch {
    return false;
  }
};

/**
 * Null where a model has to be learnt: an office delivers for the first time, no two offices have delivered yet, or the
 * batches bring more than everything before them.
 */
export const findStoredModel = async (
  b: BulkWriter,
  prefecture: AreaCode,
  batchIds: readonly string[],
): Promise<Model | null> => {
  const sizes = await b.query<{ kind: string; known: string; brought: string }>(
    `SELECT kind, count(*) FILTER (WHERE person_id IS NOT NULL AND batch_id <> ALL ($1::uuid[])) AS known,
            count(*) FILTER (WHERE batch_id = ANY ($1::uuid[])) AS brought
       FROM link.source_record WHERE live OR batch_id = ANY ($1::uuid[]) GROUP BY kind`,
    [batchIds],
  );
  const known = sizes.filter((size) => Number(size.known) > 0);
  const sum = (count: 'known' | 'brought'): number => sizes.reduce((all, size) => all + Number(size[count]), 0);
  const isNewOffice = sizes.some((size) => Number(size.brought) > 0 && Number(size.known) === 0);
  if (known.length < 2 || isNewOffice || sum('brought') > sum('known')) return null;
  const [run] = await b.query<{ model: Model }>(
    `SELECT model FROM link.link_run WHERE state = 'published' AND area_code = $1 ORDER BY published_at DESC LIMIT 1`,
    [prefecture],
  );
  return run !== undefined && isOfTheseRules(run.model) ? run.model : null;
};
