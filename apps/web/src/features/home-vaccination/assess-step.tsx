import { IconDeviceFloppy } from '@tabler/icons-react';
import { z } from 'zod';
import { assess } from '@qiaomen/domain/ability/assess';
import { barthel } from '@qiaomen/domain/ability/barthel';
import type { TextKey } from '@qiaomen/i18n/keys';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { useToday } from '../../offline/field-context.tsx';
import { newId } from '../../offline/new-id.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { PageAction } from '../../ui/page-action.tsx';
import type { StepProps } from './step-props.ts';
import classes from './home-vaccination.module.css';

type ItemKey = TextKey & `home:item.${'feeding'}`;
const Form = z.object({ items: z.record(z.string(), z.number()), homebound: z.boolean() });

/** The Barthel index, item by item; the class and where to vaccinate follow from it, never whether to. */
export const AssessStep = ({ entry, care }: StepProps) => {
  const { say, plain } = useText();
  const draftId = `home-assess:${entry.personId}`;
  const { value, change, ready, finish, reopen } = useDraft(draftId, Form, { items: {}, homebound: false });
  const { items, homebound } = value;
  const day = useToday();
  const open = barthel.items.filter(({ id }) => items[id] === undefined).length;
  const result = assess(barthel, { items, findings: [], homebound }, day);
  const save = async (): Promise<void> => {
    await finish();
    const saved = await care.save(
      {
        type: 'assessment.record',
        assessmentId: newId(),
        personId: entry.personId,
        formId: barthel.id,
        formVersion: barthel.version,
        items,
        findings: [],
        homebound,
      },
      draftId,
    );
    if (!saved) reopen();
  };
  if (!ready) return null;
  return (
    <div className={classes['body']}>
      {barthel.items.map(({ id, scores }) => (
        <ChoiceRow
          key={id}
          legend={say(`home:item.${id}` as ItemKey)}
          options={scores.map((score) => ({ value: String(score), words: say('home:points', { score }) }))}
          value={String(items[id] ?? '')}
          onChange={(score) => change({ items: { ...items, [id]: Number(score) } })}
        />
      ))}
      <label className={classes['check']}>
        <input
          type="checkbox"
          checked={homebound}
          onChange={(event) => change({ homebound: event.currentTarget.checked })}
        />
        {say('home:homebound')}
      </label>
      <p className={classes['hint']} role="status">
        {open > 0 || !result.ok
          ? say('home:unfinished', { count: open })
          : say('home:total', {
              total: result.total,
              class: plain(`care:abilityClass.${result.class}`),
              route: result.route === null ? '–' : plain(`care:route.${result.route}`),
            })}
      </p>
      <PageAction>
        <BigButton
          wide
          icon={<IconDeviceFloppy aria-hidden="true" />}
          disabled={care.saving || open > 0}
          onClick={() => void save()}
        >
          {say('home:save')}
        </BigButton>
      </PageAction>
    </div>
  );
};
