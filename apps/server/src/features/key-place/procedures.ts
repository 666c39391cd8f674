import { ClosePlace, ListInstitutions, ListPlaces, ListResidents, MapInstitution, MoveIn, MoveOut, ReadPlace, SavePlace } from '@qiaomen/domain/key-place/query'; // prettier-ignore
import { procedure } from '../../trpc.ts';
import { closePlace, moveIn, moveOut, savePlace } from './handle.ts';
import { askRosters, listInstitutions, mapInstitution } from './institutions.ts';
import { listPlaces, readPlace } from './list-places.ts';
import { listResidents } from './list-residents.ts';

const read = procedure.meta({ permission: 'keyPlace.read' });
const manage = procedure.meta({ permission: 'keyPlace.manage' });
const map = procedure.meta({ permission: 'keyPlace.map' });

export const keyPlaceProcedures = {
  list: read.input(ListPlaces).query(({ ctx, input }) => listPlaces(ctx, input)),
  read: read.input(ReadPlace).query(({ ctx, input }) => readPlace(ctx, input)),
  residents: read.input(ListResidents).query(({ ctx, input }) => listResidents(ctx, input)),
  save: manage.input(SavePlace).mutation(({ ctx, input }) => savePlace(ctx, input)),
  close: manage.input(ClosePlace).mutation(({ ctx, input }) => closePlace(ctx, input)),
  moveIn: manage.input(MoveIn).mutation(({ ctx, input }) => moveIn(ctx, input)),
  moveOut: manage.input(MoveOut).mutation(({ ctx, input }) => moveOut(ctx, input)),
  institutions: map.input(ListInstitutions).query(({ ctx, input }) => listInstitutions(ctx, input)),
  map: map.input(MapInstitution).mutation(({ ctx, input }) => mapInstitution(ctx, input)),
  takeRosters: map.mutation(({ ctx }) => askRosters(ctx)),
};
