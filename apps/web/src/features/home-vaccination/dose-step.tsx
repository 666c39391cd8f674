import { IconVaccine } from '@tabler/icons-react';
import { useState } from 'react';
import { isCertified } from '@qiaomen/domain/care/certificate';
import { doseRoutes, doseSites } from '@qiaomen/domain/care/command';
import { checkSteps } from '@qiaomen/domain/care/rules';
import { doseProducts } from '@qiaomen/domain/dose/command';
import type { TextKey } from '@qiaomen/i18n/keys';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { useField, useFieldMemory, useToday } from '../../offline/field-context.tsx';
import { newId } from '../../offline/new-id.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { PageAction } from '../../ui/page-action.tsx';
import { amountOf, DoseForm, emptyDose, toDose } from './dose-form.ts';
import type { StepProps } from './step-props.ts';
import { TraceCode } from './trace-code.tsx';
import { Warnings } from './warnings.tsx';
import classes from './home-vaccination.module.css';

type CheckKey = TextKey & `home:check.${'name'}`;

/** Everything is checked before the needle; a dose that was given is recorded whatever it broke. */
export const DoseStep = ({ entry, found, care }: StepProps) => {
  const { say } = useText();
  const { account } = useField();
  const { pull } = useFieldMemory();
  const draftId = `home-dose:${entry.personId}`;
  const { value, change, ready, finish, reopen } = useDraft(draftId, DoseForm, emptyDose);
  const [doseId] = useState(newId);
  const day = useToday();
  const colleagues = pull.colleagues ?? [];
  const { userId } = account;
  const command = toDose(value, { doseId, personId: entry.personId, userId }, found);
  const flags = command === null ? [] : care.warn(command);
  const save = async (): Promise<void> => {
    if (command === null) return;
    await finish();
    if (!(await care.save(command, draftId))) reopen();
  };
  const tick = (id: string, on: boolean) => change({ checks: { ...value.checks, [id]: on } });
  if (!ready) return null;
  return (
    <div className={classes['body']}>
      <fieldset className={classes['question']}>
        <legend>{say('home:team')}</legend>
        {colleagues.length === 0 ? <p className={classes['hint']}>{say('home:alone')}</p> : null}
        <div className={classes['checks']}>
          {colleagues.map(({ userId: id, name, certificates }) => (
            <label key={id} className={classes['check']}>
              <input
                type="checkbox"
                checked={value.team.includes(id)}
                onChange={(event) =>
                  change({
                    team: event.currentTarget.checked ? [...value.team, id] : value.team.filter((one) => one !== id),
                  })
                }
              />
              <span lang="zh-CN">{name}</span>
              {isCertified(certificates, id, 'doctor', day) ? <small>{say('home:doctor')}</small> : null}
            </label>
          ))}
        </div>
      </fieldset>
      <ChoiceRow
        legend={say('home:product')}
        options={doseProducts.map((one) => ({ value: one, words: say(`codes:product.${one}`) }))}
        value={value.product ?? ('' as 'INACT')}
        onChange={(product) =>
          change(
            product === 'AD5_INH'
              ? { product, site: 'airway', route: 'inhaled', amount: '0.1' }
              : {
                  product,
                  ...(value.site === 'airway' ? { site: 'left_arm', route: 'intramuscular', amount: '0.5' } : {}),
                },
          )
        }
      />
      <TraceCode value={value.trace} onChange={(trace) => change({ trace })} />
      <div className={classes['fields']}>
        <Labelled label={say('home:lot')} htmlFor="lot">
          <input
            id="lot"
            data-field="lot"
            className={controlClass}
            maxLength={64}
            autoComplete="off"
            value={value.lot}
            onChange={(event) => change({ lot: event.currentTarget.value })}
          />
        </Labelled>
        <Labelled label={say('home:expiry')} htmlFor="expiry">
          <DayInput id="expiry" data-field="expiry" value={value.expiry} onChange={(day) => change({ expiry: day })} />
        </Labelled>
        <Labelled
          label={say('home:amount')}
          htmlFor="amount"
          error={amountOf(value) === null ? say('home:measured.range', { least: '0.1', most: '10' }) : null}
        >
          <input
            id="amount"
            data-field="amount"
            inputMode="decimal"
            className={controlClass}
            value={value.amount}
            onChange={(event) => change({ amount: event.currentTarget.value })}
          />
        </Labelled>
      </div>
      <ChoiceRow
        legend={say('home:site')}
        options={doseSites.map((one) => ({ value: one, words: say(`care:site.${one}`) }))}
        value={value.site}
        onChange={(site) => change({ site })}
      />
      <ChoiceRow
        legend={say('home:route')}
        options={doseRoutes.map((one) => ({ value: one, words: say(`care:doseRoute.${one}`) }))}
        value={value.route}
        onChange={(route) => change({ route })}
      />
      <fieldset className={classes['question']}>
        <legend>{say('home:checks')}</legend>
        <div className={classes['checks']}>
          {checkSteps.map(({ id }) => (
            <label key={id} className={classes['check']}>
              <input
                type="checkbox"
                checked={value.checks[id] === true}
                onChange={(event) => tick(id, event.currentTarget.checked)}
              />
              {say(`home:check.${id}` as CheckKey)}
            </label>
          ))}
        </div>
      </fieldset>
      <Warnings flags={flags} />
      <p className={classes['hint']}>{say('home:mustRecord')}</p>
      <PageAction>
        <BigButton
          wide
          icon={<IconVaccine aria-hidden="true" />}
          disabled={care.saving || command === null}
          onClick={() => void save()}
        >
          {say(flags.length === 0 ? 'home:record' : 'home:recordAnyway')}
        </BigButton>
      </PageAction>
    </div>
  );
};
