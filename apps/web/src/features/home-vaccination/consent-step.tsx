import { IconDeviceFloppy } from '@tabler/icons-react';
import { z } from 'zod';
import { carerRelations, type CareCommand } from '@qiaomen/domain/care/command';
import { PhotoField } from '../../field/photo-field.tsx';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { useField } from '../../offline/field-context.tsx';
import { newId } from '../../offline/new-id.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageAction } from '../../ui/page-action.tsx';
import { SignaturePad } from './signature-pad.tsx';
import type { StepProps } from './step-props.ts';
import classes from './home-vaccination.module.css';

const Form = z.object({
  heard: z.boolean(),
  decision: z.enum(['given', 'refused']).nullable(),
  by: z.enum(['elder', 'carer']),
  relation: z.enum(carerRelations).nullable(),
  strokes: z.string(),
  photos: z.array(z.string()).default([]),
});
const empty: z.infer<typeof Form> = {
  heard: false,
  decision: null,
  by: 'elder',
  relation: null,
  strokes: '',
  photos: [],
};

const sha256 = async (text: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Read aloud, asked, decided, signed. A no is as good as a yes and is kept the same way. */
export const ConsentStep = ({ entry, care }: StepProps) => {
  const { say } = useText();
  const { photos: taken } = useField();
  const draftId = `home-consent:${entry.personId}`;
  const { value, change, ready, finish, reopen } = useDraft(draftId, Form, empty);
  const { heard, decision, by, relation, strokes, photos } = value;
  const lacks =
    decision === null ||
    (decision === 'given' && (!heard || (strokes === '' && photos.length === 0))) ||
    (by === 'carer' && relation === null);
  const save = async (): Promise<void> => {
    if (decision === null) return;
    await finish();
    const command: CareCommand = {
      type: 'consent.record',
      consentId: newId(),
      personId: entry.personId,
      decision,
      by,
      carerRelation: by === 'carer' ? relation : null,
      readAloud: heard,
      // signed on the screen, or on paper that was photographed
      signature: strokes === '' ? await taken.hashOf(photos[0] ?? '') : await sha256(strokes),
      ...(strokes === '' ? {} : { strokes }),
    };
    if (!(await care.save(command, draftId, photos))) reopen();
  };
  if (!ready) return null;
  return (
    <div className={classes['body']}>
      <Notice tone="calm" title={say('home:readAloud')}>
        {say('home:consentText')}
      </Notice>
      <label className={classes['check']}>
        <input type="checkbox" checked={heard} onChange={(event) => change({ heard: event.currentTarget.checked })} />
        {say('home:heard')}
      </label>
      <ChoiceRow
        legend={say('home:decision')}
        options={(['given', 'refused'] as const).map((one) => ({ value: one, words: say(`home:${one}`) }))}
        value={decision ?? ('' as 'given')}
        onChange={(next) => change({ decision: next })}
      />
      <ChoiceRow
        legend={say('home:who')}
        options={(['elder', 'carer'] as const).map((one) => ({ value: one, words: say(`care:by.${one}`) }))}
        value={by}
        onChange={(next) => change({ by: next })}
      />
      {by === 'carer' ? (
        <ChoiceRow
          legend={say('home:relation')}
          options={carerRelations.map((one) => ({ value: one, words: say(`care:relation.${one}`) }))}
          value={relation ?? ('' as 'spouse')}
          onChange={(next) => change({ relation: next })}
        />
      ) : null}
      {decision === 'given' ? (
        <>
          <p className={classes['hint']}>
            {say('home:sign')} {say('home:signHint')}
          </p>
          <SignaturePad value={strokes} onChange={(next) => change({ strokes: next })} />
        </>
      ) : null}
      <PhotoField draftId={draftId} about="consent" value={photos} onChange={(next) => change({ photos: next })} />
      <PageAction>
        <BigButton
          wide
          icon={<IconDeviceFloppy aria-hidden="true" />}
          disabled={care.saving || lacks}
          onClick={() => void save()}
        >
          {say('home:save')}
        </BigButton>
      </PageAction>
    </div>
  );
};
