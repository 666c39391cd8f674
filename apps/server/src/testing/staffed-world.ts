/** A county with the people who work in it, each with an account and a tablet where they have one. */
import { fieldWorld, type FieldWorld, type Tablet } from './field-world.ts';
import { testApp, testAreas, type TestUser } from './test-app.ts';

export interface StaffedWorld extends FieldWorld {
  /** answers for the county */
  supervisor: TestUser;
  /** lets time pass */
  later(hours: number): void;
}

const staffedWorld = async (): Promise<StaffedWorld> => {
  const app = await testApp();
  const world = await fieldWorld(app);
  const supervisor = await app.createUser('supervisor', [testAreas.county]);
  const later = (hours: number): void => app.setNow(new Date(app.now().getTime() + hours * 3_600_000));
  return { ...world, supervisor, later };
};

export interface DoorWorld extends StaffedWorld {
  worker: TestUser;
  /** the worker's */
  own: Tablet;
}

/** With a worker of one village. */
export const doorWorld = async (): Promise<DoorWorld> => {
  const world = await staffedWorld();
  const worker = await world.app.createUser('worker', [testAreas.village]);
  return { ...world, worker, own: await world.tablet(worker) };
};

export interface ClinicWorld extends StaffedWorld {
  vaccinator: Tablet;
}

/** With a vaccinator of one village. */
export const clinicWorld = async (): Promise<ClinicWorld> => {
  const world = await staffedWorld();
  return { ...world, vaccinator: await world.tablet(await world.app.createUser('vaccinator', [testAreas.village])) };
};
