import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LinkSpec, Model } from '../engine/spec.ts';
import { LinkRefusal } from './link-refusal.ts';

const shapeOf = (fields: readonly { field: string; levels: readonly { code: number; name: string }[] }[]): string[] =>
  fields.map(({ field, levels }) => `${field} (${levels.map(({ code, name }) => `${code} ${name}`).join(', ')})`);

const isShare = (value: unknown): boolean => typeof value === 'number' && value > 0 && value <= 1;

const isModel = (value: unknown): value is Model => {
  const model = value as Partial<Model> | null;
  if (typeof model !== 'object' || model === null || typeof model.version !== 'string') return false;
  if (!isShare(model.prior) || !Array.isArray(model.fields)) return false;
  return model.fields.every(
    ({ field, levels }) =>
      typeof field === 'string' && Array.isArray(levels) && levels.every(({ m, u }) => isShare(m) && isShare(u)),
  );
};

/** A stored model for this spec. It must have been learnt for the same comparisons. */
export const readModel = async (path: string, spec: LinkSpec): Promise<Model> => {
  const name = basename(path);
  let model: unknown;
  try {
    model = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw new LinkRefusal(`${name}: is no model that can be read`);
  }
  if (!isModel(model)) throw new LinkRefusal(`${name}: is no model that --save-model wrote`);
  const [stored, wanted] = [shapeOf(model.fields), shapeOf(spec.comparisons)];
  const missing = wanted.find((field) => !stored.includes(field));
  const extra = stored.find((field) => !wanted.includes(field));
  if (missing !== undefined) throw new LinkRefusal(`${name}: was not learnt for the comparison ${missing}`);
  if (extra !== undefined) throw new LinkRefusal(`${name}: has a comparison the spec does not have: ${extra}`);
  if (model.version !== spec.version)
    throw new LinkRefusal(`${name}: is of version ${model.version}; this program writes ${spec.version}`);
  return model;
};

export const saveModel = (path: string, model: Model): Promise<void> =>
  writeFile(path, `${JSON.stringify(model, null, 2)}\n`);
