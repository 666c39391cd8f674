/** Prisma's schema engine as WebAssembly over the `pg` driver: it needs no binary from Prisma's download host. */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import pg from 'pg';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
// the package's main file imports its .wasm as a module, which Node still warns about; this is the same code without that line
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

const packageRoot = join(import.meta.dirname, '..');
const filters = { externalTables: [], externalEnums: [] };

const datamodel = async (): Promise<{ files: { path: string; content: string }[] }> => ({
  files: [{ path: 'schema.prisma', content: await readFile(join(packageRoot, 'schema.prisma'), 'utf8') }],
});

/** Node's types leave WebAssembly to the browser's. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: Record<string, (() => void) | undefined> } }>;
};

const wasmFile = createRequire(import.meta.url)
  .resolve('@prisma/schema-engine-wasm')
  .replace(/\.js$/, '_bg.wasm');

let loaded: Promise<typeof SchemaEngine> | undefined;

/** The engine's lock timeout of 10 s stays armed after the work is done; it must not keep a command line tool from ending. */
const imports = Object.fromEntries(
  Object.entries(bindings).map(([name, value]) => [
    name,
    name.startsWith('__wbg_setTimeout_') ? (run: () => void, ms: number) => setTimeout(run, ms).unref() : value,
  ]),
);

const loadEngine = (): Promise<typeof SchemaEngine> =>
  (loaded ??= (async () => {
    const { instance } = await WebAssembly.instantiate(await readFile(wasmFile), { './schema_engine_bg.js': imports });
    bindings.__wbg_set_wasm(instance.exports);
    instance.exports['__wbindgen_start']?.();
    return bindings.SchemaEngine as unknown as typeof SchemaEngine;
  })());

const charType = 18;
const textType = 25;

interface AdapterInside {
  performIO(this: unknown, query: SqlQuery): Promise<pg.QueryArrayResult>;
  queryRaw(this: unknown, query: SqlQuery): Promise<SqlResultSet>;
}

/**
 * Two corrections to the adapter, which was written for queries and not for migrations: it cuts a script at every semicolon,
 * also inside a function body (here the script goes to the server whole), and it does not know the one-byte type "char" in
 * which the catalogue answers (here it is read as a character).
 */
class MigrationAdapter extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    adapter.executeScript = async (script: string): Promise<void> => {
      await pool.query(script);
    };
    const { performIO, queryRaw } = adapter as unknown as AdapterInside;
    const charColumns = new WeakMap<unknown[], number[]>();
    const patched: AdapterInside = {
      performIO: async (query) => {
        const result = await performIO.call(adapter, query);
        charColumns.set(
          result.rows,
          result.fields.flatMap(({ dataTypeID }, index) => (dataTypeID === charType ? [index] : [])),
        );
        for (const field of result.fields) if (field.dataTypeID === charType) field.dataTypeID = textType;
        return result;
      },
      queryRaw: async (query) => {
        const result = await queryRaw.call(adapter, query);
        for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
        return result;
      },
    };
    Object.assign(adapter, patched);
    return adapter;
  }
}

const withEngine = async <T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> => {
  const pool = new pg.Pool({ connectionString: url, max: 2, allowExitOnIdle: true });
  const factory = bindMigrationAwareSqlAdapterFactory(new MigrationAdapter(pool));
  const { files } = await datamodel();
  const datamodels = files.map(({ path, content }): [string, string] => [path, content]);
  const Engine = await loadEngine();
  const engine = await Engine.new({ datamodels }, () => undefined, factory);
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
};

const migrationList = async (): Promise<MigrationList> => {
  const baseDir = join(packageRoot, 'migrations');
  const names = (await readdir(baseDir)).filter((name) => /^\d{14}_/.test(name)).sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: await readFile(join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  );
  const lockfile = {
    path: 'migration_lock.toml',
    content: await readFile(join(baseDir, 'migration_lock.toml'), 'utf8'),
  };
  return { baseDir, lockfile, shadowDbInitScript: '', migrationDirectories };
};

export const applyMigrations = (ownerUrl: string): Promise<string[]> =>
  withEngine(ownerUrl, async (engine) => {
    const applied = await engine.applyMigrations({ migrationsList: await migrationList(), filters });
    return applied.appliedMigrationNames;
  });

export const diffFromEmpty = (url: string): Promise<string> =>
  withEngine(url, async (engine) => {
    const to = { tag: 'schemaDatamodel' as const, ...(await datamodel()) };
    const result = await engine.diff({ from: { tag: 'empty' }, to, script: true, exitCode: null, filters });
    return result.stdout ?? '';
  });

/** The SQL that would still be needed to take the live database to `schema.prisma`; empty when they agree. */
export const diffFromDatabase = (url: string): Promise<string> =>
  withEngine(url, async (engine) => {
    const { files } = await datamodel();
    const from = { tag: 'schemaDatasource' as const, files, configDir: packageRoot };
    const to = { tag: 'schemaDatamodel' as const, files };
    const result = await engine.diff({ from, to, script: true, exitCode: null, filters });
    return result.stdout ?? '';
  });
