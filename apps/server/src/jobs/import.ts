/** The two jobs of an import. Their payload names batch and prefecture; everything else is in the database. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { z } from 'zod';
import { runImport, runPublish } from './import/run-import.ts';
import { runUndo } from './import/run-undo.ts';
import type { Job } from './job.ts';

const Target = z.object({ prefecture: AreaCode, batchId: z.uuid() });
const Approval = Target.extend({ actorId: z.uuid() });
const Undo = Approval.extend({ act: z.enum(['undo', 'redo']) });

export const importJobs: readonly Job[] = [
  {
    name: 'import.run',
    run: (payload, deps, signal) => {
      const { prefecture, batchId } = Target.parse(payload);
      return runImport(deps, { prefecture, batchIds: [batchId] }, signal);
    },
  },
  {
    name: 'import.publish',
    run: (payload, deps, signal) => {
      const { prefecture, batchId, actorId } = Approval.parse(payload);
      return runPublish(deps, { prefecture, batchIds: [batchId], actorId }, signal);
    },
  },
  { name: 'import.undo', run: (payload, deps, signal) => runUndo(deps, Undo.parse(payload), signal) },
];
