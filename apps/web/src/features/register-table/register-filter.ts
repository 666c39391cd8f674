/** The register's filter as it stands in the address. Unknown words are ignored, so an old link still opens. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { RegisterFilter, registerSorts, type ListRegister } from '@qiaomen/domain/register/query';

const shape = RegisterFilter.shape;

const pick = <Value>(
  schema: { safeParse: (input: unknown) => { success: boolean; data?: Value } },
  input: string | null,
) => {
  const parsed = schema.safeParse(input);
  return parsed.success ? (parsed.data ?? null) : null;
};

export const filterOf = (parameters: URLSearchParams): RegisterFilter => ({
  areaCode: pick(AreaCode, parameters.get('area')),
  exactArea: parameters.get('exact') === '1',
  state: pick(shape.state, parameters.get('state')),
  band: pick(shape.band, parameters.get('band')),
  doseStatus: pick(shape.doseStatus, parameters.get('dose')),
  ownerId: pick(shape.ownerId, parameters.get('owner')),
  refusalReason: pick(shape.refusalReason, parameters.get('reason')),
  figure: pick(shape.figure, parameters.get('figure')),
});

export const sortOf = (parameters: URLSearchParams): Pick<ListRegister, 'sort' | 'descending'> => ({
  sort: registerSorts.find((sort) => sort === parameters.get('sort')) ?? 'serial',
  descending: parameters.get('down') === '1',
});
