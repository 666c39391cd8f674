/** An import from upload to register as a test runs it: the job bodies are called where a server would queue them. */
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { divisionsOf, divisionYear } from '@qiaomen/domain/area/divisions/divisions';
import type { BatchDetail } from '@qiaomen/domain/import-batch/query';
import type { SourceKind } from '@qiaomen/domain/register/query';
import type { Tx } from '@qiaomen/prisma/scoped';
import { fileNames, generatePrefecture } from '@qiaomen/synth/generate-prefecture';
import { seedAreas } from '../install/seed-areas.ts';
import { runImport, runPublish } from '../jobs/import/run-import.ts';
import type { JobDeps } from '../jobs/job.ts';
import { silentLog } from '../log.ts';
import { testApp, type Caller, type TestApp, type TestUser } from './test-app.ts';
import { vi } from 'vitest';
import { registerUpload } from '../features/import/register-upload.ts';

// every preview starts a linkage in a process of its own: seconds each where many tests share a machine
vi.setConfig({ testTimeout: 180_000 });

export const prefecture = AreaCode.parse('2224');
export const today = '2026-11-22';

export interface ImportWorld {
  app: TestApp;
  admin: TestUser;
  /** who speaks the second word */
  second: TestUser;
  call: Caller;
  deps: JobDeps;
  upload(fileName: string, content: Buffer | string): Promise<string>;
  uploadFile(path: string): Promise<string>;
  /** starts with the mapping proposed and runs the job; answers the preview */
  preview(batchId: string, options?: { kind?: SourceKind; signal?: AbortSignal }): Promise<BatchDetail>;
  approve(batchId: string): Promise<BatchDetail>;
  /** upload, preview and approval */
  bring(path: string): Promise<BatchDetail>;
  read<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  openCampaign(): Promise<string>;
}

export const never = new AbortController().signal;

export const importWorld = async (): Promise<ImportWorld> => {
  const app = await testApp();
  await seedAreas(app.db, divisionsOf('2224'), divisionYear, app.now());
  const admin = await app.createUser('admin', [prefecture]);
  const second = await app.createUser('admin', [prefecture]);
  const call = app.caller(admin, { demo: true });
  const deps: JobDeps = {
    db: app.db,
    keys: app.keys,
    dataDir: app.dataDir,
    workDir: join(app.dataDir, 'work'),
    now: app.now,
    log: silentLog,
  };
  const upload: ImportWorld['upload'] = (fileName, content) =>
    registerUpload(deps, { prefecture, userId: admin.id, fileName, content: Readable.from([Buffer.from(content)]) });
  const uploadFile = async (path: string): Promise<string> =>
    upload(path.split('/').at(-1) ?? '', await readFile(path));
  const preview: ImportWorld['preview'] = async (batchId, { kind, signal = never } = {}) => {
    const found = await call.import.detail({ batchId });
    await call.import.start({ batchId, kind: kind ?? found.kind, mapping: found.mapping });
    await runImport(deps, { prefecture, batchIds: [batchId] }, signal);
    return call.import.detail({ batchId });
  };
  const approve: ImportWorld['approve'] = async (batchId) => {
    // files of tests are small and partial: where a rule stops them, the second admin has looked
    const { stops, second: word } = await call.import.detail({ batchId });
    if (stops.length > 0 && word === null)
      await app.caller(second).import.confirm({ batchId, reason: '测试文件只有几行' });
    await call.import.approve({ batchId });
    await runPublish(deps, { prefecture, batchIds: [batchId], actorId: admin.id }, never);
    return call.import.detail({ batchId });
  };
  return {
    app,
    admin,
    second,
    call,
    deps,
    upload,
    uploadFile,
    preview,
    approve,
    bring: async (path) => {
      const batchId = await uploadFile(path);
      await preview(batchId);
      return approve(batchId);
    },
    read: (fn) => app.db.read({ area: prefecture }, fn),
    openCampaign: async () => {
      const id = crypto.randomUUID();
      await call.campaign.save({
        id,
        areaCode: prefecture,
        name: '测试接种行动',
        legalBasis: '测试',
        targetRule: { minAge: 60 },
        referenceDate: today,
        opensOn: today,
        deadline: '2026-12-31',
        isTest: false,
        milestones: [],
      });
      await call.campaign.open({ campaignId: id });
      return id;
    },
  };
};

/** Files of invented people, made once for a test file. */
export const officeFiles = async (people: number, seed: number): Promise<Record<keyof typeof fileNames, string>> => {
  const outDir = mkdtempSync(join(tmpdir(), 'qiaomen-office-'));
  await generatePrefecture({ people, seed, prefecture: '2224', today, outDir });
  const at = (name: string): string => join(outDir, name);
  return {
    population: at(fileNames.population),
    'social-insurance': at(fileNames['social-insurance']),
    'medical-insurance': at(fileNames['medical-insurance']),
    'health-records': at(fileNames['health-records']),
    vaccinations: at(fileNames.vaccinations),
    'disability-register': at(fileNames['disability-register']),
    'nursing-homes': at(fileNames['nursing-homes']),
    deaths: at(fileNames.deaths),
    'move-outs': at(fileNames['move-outs']),
  };
};
