import { IconMapPin, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { z } from 'zod';
import { offerUndo } from '../../field/last-act.ts';
import { useBegun } from '../../field/use-begun.ts';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { useField } from '../../offline/field-context.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass } from '../../ui/labelled.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageAction } from '../../ui/page-action.tsx';
import classes from './page.module.css';

const landmarkDraft = (personId: string): string => `landmark:${personId}`;
const Note = z.object({ text: z.string().max(200), name: z.string() });

/** Directions without a map, kept by whoever walked there. */
export const Landmark = ({ entry }: { entry: FieldEntry }) => {
  const { say } = useText();
  const [editing, setEditing] = useBegun(landmarkDraft(entry.personId));
  return (
    <section className={classes['section']}>
      <h2>{say('door:landmark.title')}</h2>
      {editing ? (
        <Editor entry={entry} onDone={() => setEditing(false)} />
      ) : (
        <div className={classes['landmark']}>
          <IconMapPin aria-hidden="true" />
          {entry.landmark === undefined ? (
            <span className={classes['none']}>{say('door:landmark.empty')}</span>
          ) : (
            <span lang="zh-CN">{entry.landmark}</span>
          )}
          <BigButton look="quiet" icon={<IconPencil aria-hidden="true" />} onClick={() => setEditing(true)}>
            {say('door:landmark.edit')}
          </BigButton>
        </div>
      )}
    </section>
  );
};

const Editor = ({ entry, onDone }: { entry: FieldEntry; onDone: () => void }) => {
  const { say, plain } = useText();
  const { submit } = useField();
  const { personId, name, areaCode } = entry;
  const draftId = landmarkDraft(personId);
  const { value, change, ready, finish, reopen, discard } = useDraft(draftId, Note, {
    text: entry.landmark ?? '',
    name,
  });
  const [failed, setFailed] = useState(false);
  const save = async (): Promise<void> => {
    setFailed(false);
    await finish();
    const command = { type: 'landmark.note', personId, text: value.text.trim() } as const;
    try {
      await submit({ command, about: { name, areaCode, entry }, draftId });
      offerUndo({ undo: [{ command: { ...command, text: entry.landmark ?? '' }, name }], areaCode });
      onDone();
    } catch {
      reopen();
      setFailed(true);
    }
  };
  const close = async (): Promise<void> => {
    await discard();
    onDone();
  };
  if (!ready) return null;
  return (
    <div className={classes['landmarkForm']}>
      <textarea
        data-field="landmark"
        rows={2}
        maxLength={200}
        className={controlClass}
        aria-label={plain('door:landmark.title')}
        placeholder={plain('door:landmark.empty')}
        value={value.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      {failed ? (
        <Notice tone="overdue" urgent>
          {say('tablet:visit.failed')}
        </Notice>
      ) : null}
      <PageAction>
        <div className={classes['formActs']}>
          <BigButton wide onClick={() => void save()}>
            {say('door:landmark.save')}
          </BigButton>
          <BigButton wide look="quiet" onClick={() => void close()}>
            {say('common:cancel')}
          </BigButton>
        </div>
      </PageAction>
    </div>
  );
};
