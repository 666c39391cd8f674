import { Checkbox, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { DoseProduct, doseProducts } from '@qiaomen/domain/dose/command';
import type { DoseLine, PersonDetail } from '@qiaomen/domain/register/query';
import { formatDay } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { newId } from '../../offline/new-id.ts';
import { Confirm } from '../../office/confirm.tsx';
import { DayField } from '../../office/day-field.tsx';
import { useMay } from '../../office/use-may.ts';
import classes from './person-page.module.css';

interface Correction {
  dose: DoseLine;
  product: DoseProduct;
  givenOn: string;
  never: boolean;
  why: string;
}

/** Doses with where they come from. A wrong one is voided and, if there was one, the right one takes its place. */
export const DoseList = ({ person, onChanged }: { person: PersonDetail; onChanged: () => void }) => {
  const { say, plain, language } = useText();
  const mayCorrect = useMay('dose.correct');
  const [draft, setDraft] = useState<Correction | null>(null);
  const correct = useMutation(
    trpc.person.correctDose.mutationOptions({
      onSuccess: () => {
        setDraft(null);
        onChanged();
      },
    }),
  );
  return (
    <section className={classes['section']}>
      <h2>{say('office:person.doses')}</h2>
      {person.doses.length === 0 ? <p>{say('office:person.noDoses')}</p> : null}
      <ul className={classes['lines']}>
        {person.doses.map((dose) => (
          <li key={dose.id} className={dose.voided ? classes['voided'] : ''}>
            <strong>{say(`codes:product.${dose.product}`)}</strong> · {formatDay(language, dose.givenOn)}
            <span className={classes['soft']}>
              {' '}
              · {say(dose.origin === 'file' ? 'office:person.fromFile' : 'office:person.fromPerson')}
              {dose.voided ? <> · {say('office:person.voided')}</> : null}
            </span>{' '}
            {mayCorrect && !dose.voided ? (
              <button
                type="button"
                className={classes['link']}
                onClick={() => setDraft({ dose, product: dose.product, givenOn: dose.givenOn, never: false, why: '' })}
              >
                {say('office:person.correct')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {draft === null ? null : (
        <Confirm
          opened
          title={say('office:person.correctTitle')}
          act={say('office:person.correct')}
          busy={correct.isPending}
          failure={correct.error}
          disabled={draft.why.trim() === '' || (!draft.never && draft.givenOn === '')}
          onClose={() => setDraft(null)}
          onConfirm={() =>
            correct.mutate({
              county: person.county,
              command: {
                type: 'dose.correct',
                doseId: draft.dose.id,
                personId: person.personId,
                right: draft.never ? null : { doseId: newId(), product: draft.product, givenOn: draft.givenOn },
                why: draft.why.trim(),
              },
            })
          }
        >
          <Checkbox
            label={say('office:person.wrongRemove')}
            checked={draft.never}
            onChange={(event) => setDraft({ ...draft, never: event.currentTarget.checked })}
          />
          {draft.never ? null : (
            <>
              <Select
                label={say('office:person.product')}
                data={doseProducts.map((value) => ({ value, label: plain(`codes:product.${value}`) }))}
                value={draft.product}
                allowDeselect={false}
                onChange={(value) => setDraft({ ...draft, product: DoseProduct.catch(draft.product).parse(value) })}
              />
              <DayField
                label={say('office:person.givenOn')}
                value={draft.givenOn}
                onChange={(day) => setDraft({ ...draft, givenOn: day })}
              />
            </>
          )}
          <TextInput
            label={say('office:person.wrongWhy')}
            maxLength={500}
            required
            value={draft.why}
            onChange={(event) => setDraft({ ...draft, why: event.currentTarget.value })}
          />
        </Confirm>
      )}
    </section>
  );
};
