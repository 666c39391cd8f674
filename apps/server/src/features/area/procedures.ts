import { ListChildren, SearchAreas } from '@qiaomen/domain/area/query';
import { procedure } from '../../trpc.ts';
import { listChildren, searchAreas } from './queries.ts';

const read = procedure.meta({ permission: 'area.read' });

export const areaProcedures = {
  children: read.input(ListChildren).query(({ ctx, input }) => listChildren(ctx, input.parent)),
  search: read.input(SearchAreas).query(({ ctx, input }) => searchAreas(ctx, input)),
};
