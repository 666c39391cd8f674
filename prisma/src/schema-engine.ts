/** Prisma's schema engine as WebAssembly over the `pg` driver: it needs no binary from Prisma's download host. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine, type MigrationList } from '@prisma/schema-engine-wasm';

const packageRoot = join(import.meta.dirname, '..');
const filters = { externalTables: [], externalEnums: [] };

const datamodel = async (): Promise<{ files: { path: string; content: string }[] }> => ({
  files: [{ path: 'schema.prisma', content: await readFile(join(packageRoot, 'schema.prisma'), 'utf8') }],
});

/** The adapter of the package cuts a script at every semicolon, also inside a function body; here it goes to the server whole. */
class WholeScripts extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    adapter.executeScript = async (script: string): Promise<void> => {
      await pool.query(script);
    };
    return adapter;
  }
}

const withEngine = async <T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> => {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const factory = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool));
  const { files } = await datamodel();
  const datamodels = files.map(({ path, content }): [string, string] => [path, content]);
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, factory);
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
