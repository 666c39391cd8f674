/** Taking an approved import back is for whoever may approve one. */
import type { UndoPreview } from '@qiaomen/domain/import-batch/undo';
import { testAreas } from '../testing/test-app.ts';
import { thePrefecture, type Case } from './case.ts';

const page = { page: 0, size: 10 };

export const undoCases = {
  'import.undoPreview': {
    needs: thePrefecture,
    shows: (answer) => ((answer as UndoPreview).fileNames.length > 0 ? [testAreas.prefecture] : []),
    call: async (caller, place, world) => caller.import.undoPreview(await world.batchIn(place)),
  },
  'import.undoKept': {
    needs: thePrefecture,
    call: async (caller, place, world) =>
      caller.import.undoKept({ ...(await world.batchIn(place)), reason: null, page }),
  },
  'import.gone': {
    needs: thePrefecture,
    call: async (caller, place, world) => caller.import.gone({ ...(await world.batchIn(place)), page }),
  },
  'import.undo': {
    needs: thePrefecture,
    call: async (caller, place, world) => caller.import.undo(await world.batchIn(place)),
  },
  'import.redo': {
    needs: thePrefecture,
    call: async (caller, place, world) => caller.import.redo(await world.batchIn(place)),
  },
} as const satisfies Record<string, Case>;
