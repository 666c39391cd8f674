/** The jobs of exports. Their payload names the export and its area; everything else is in the database. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { z } from 'zod';
import type { Job } from './job.ts';
import { runExport } from './register-export/run-export.ts';
import { sweepExports } from './register-export/sweep-exports.ts';

const Target = z.object({ area: AreaCode, exportId: z.uuid() });

export const registerExportJobs: readonly Job[] = [
  { name: 'registerExport.run', run: (payload, deps, signal) => runExport(deps, Target.parse(payload), signal) },
  { name: 'registerExport.sweep', cron: '23 * * * *', run: (_payload, deps) => sweepExports(deps) },
];
