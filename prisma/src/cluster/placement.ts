/** Where the cluster may live. PostgreSQL refuses to run as root, so root has to give it to a user who may not see root's home. */
import { join } from 'node:path';

export interface Surroundings {
  /** the folder the caller asked for; its absolute path */
  requested: string;
  /** the folder with `bin`, `lib` and `share` of PostgreSQL */
  native: string;
  version: string;
  isRoot: boolean;
  clusterId: string;
  /** whether the user that will run PostgreSQL can enter this folder */
  reachable(path: string): boolean;
}

export interface Placement {
  /** holds `postgres` (the data directory) and the server's log */
  home: string;
  native: string;
  copyNative: boolean;
}

const systemRoot = '/var/lib/qiaomen';

export const placeCluster = (around: Surroundings): Placement => {
  if (!around.isRoot) return { home: around.requested, native: around.native, copyNative: false };
  // named by the cluster's id and not by its path: a deleted data folder never finds the data of its predecessor
  const home = around.reachable(around.requested) ? around.requested : join(systemRoot, around.clusterId);
  if (around.reachable(around.native)) return { home, native: around.native, copyNative: false };
  return { home, native: join(systemRoot, `postgresql-${around.version}`), copyNative: true };
};

export interface Entry {
  path: string;
  mode: number;
  uid: number;
  gid: number;
}

/** Whether a user may walk through every one of these folders, by their permission bits. */
export const mayEnter = (user: { uid: number; gid: number }, folders: readonly Entry[]): boolean =>
  folders.every(({ mode, uid, gid }) => {
    if (uid === user.uid) return (mode & 0o100) !== 0;
    if (gid === user.gid) return (mode & 0o010) !== 0;
    return (mode & 0o001) !== 0;
  });
