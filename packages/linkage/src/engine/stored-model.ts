import { readFile } from 'node:fs/promises';
import type { LinkSpec, Model } from './spec.ts';

/** A model weighs only what it was trained for: same rules, same fields, same levels. */
export const checkModel = (model: Model, spec: LinkSpec): void => {
  if (model.version !== spec.version)
    throw new Error(`link: the model is of version ${model.version}, the rules are ${spec.version}`);
  for (const { field, levels } of spec.comparisons) {
    const known = new Set(model.fields.find((one) => one.field === field)?.levels.map(({ code }) => code));
    if (levels.some(({ code }) => !known.has(code))) throw new Error(`link: the model knows no levels of ${field}`);
  }
};

export const readModel = async (path: string): Promise<Model> => JSON.parse(await readFile(path, 'utf8')) as Model;
