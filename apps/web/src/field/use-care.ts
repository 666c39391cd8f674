import { useCallback, useState } from 'react';
import { careIdOf, type CareCommand } from '@qiaomen/domain/care/command';
import type { FactFlag } from '@qiaomen/domain/sync/query';
import { useText } from '../language/use-text.tsx';
import { useField, useFieldMemory } from '../offline/field-context.tsx';
import { certificatesIn } from '../offline/field-memory.ts';
import type { FieldEntry } from '../offline/overlay.ts';
import { foresee } from '../offline/submit.ts';
import { offerUndo } from './last-act.ts';

export interface CareWork {
  /** what the act would be flagged with, before it is done */
  warn: (command: CareCommand) => FactFlag[];
  save: (command: CareCommand, draftId?: string, photos?: readonly string[]) => Promise<boolean>;
  saving: boolean;
  failed: boolean;
}

/** Records a step of the care of one person, and says beforehand what would be odd about it. */
export const useCare = (entry: FieldEntry): CareWork => {
  const { plain } = useText();
  const { submit, account } = useField();
  const memory = useFieldMemory();
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState(false);
  const warn = (command: CareCommand): FactFlag[] =>
    foresee(command, entry, new Date().toISOString(), {
      certificates: certificatesIn(memory),
      rules: memory.pull.rules ?? [],
      userId: account.userId,
    });
  const save = useCallback(
    async (command: CareCommand, draftId?: string, photos: readonly string[] = []): Promise<boolean> => {
      setSaving(true);
      setFailed(false);
      try {
        const { personId, name, areaCode } = entry;
        await submit({ command, about: { name, areaCode, entry }, draftId: draftId ?? null, photos });
        const why = plain('tablet:visit.undoReason');
        // a dose that was given is not taken back; its record is put right
        const undo =
          command.type === 'dose.record'
            ? null
            : ({ type: 'care.void', eventId: careIdOf(command), personId, why } as const);
        offerUndo({ undo: [{ command: undo, name }], areaCode });
        return true;
      } catch {
        setFailed(true);
        return false;
      } finally {
        setSaving(false);
      }
    },
    [entry, plain, submit],
  );
  return { warn, save, saving, failed };
};
