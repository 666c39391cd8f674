import { IconAlertTriangle, IconDeviceFloppy } from '@tabler/icons-react';
import { useId, useState, type HTMLAttributes, type ReactNode } from 'react';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { parseIdNumber } from '@qiaomen/domain/person/id-number';
import type { PullReply } from '@qiaomen/domain/sync/query';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { useField, useToday } from '../../offline/field-context.tsx';
import { newId } from '../../offline/new-id.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { LunarBirthday } from './lunar-birthday.tsx';
import { idHint, missingField, ProposeForm, toCommand, withIdNumber } from './propose-form.ts';

interface ProposeFlowProps {
  campaignId: string;
  villages: PullReply['villages'];
  back: ReactNode;
  onSaved: (personId: string) => void;
}

const draftId = 'propose';
/** more than that are a list to open */
const mostButtons = 7;
const sexes = ['female', 'male', 'unknown'] as const;
const personLanguages = ['zh-CN', 'ko', 'bo'] as const;

/** An elder who lives here and is not on the list. Works without a network; a supervisor looks for duplicates. */
export const ProposeFlow = ({ campaignId, villages, back, onSaved }: ProposeFlowProps) => {
  const { say, plain, language } = useText();
  const { submit } = useField();
  const today = useToday();
  const id = useId();
  const only = villages.length === 1 ? villages[0] : undefined;
  const { value, change, ready, finish, reopen } = useDraft<ProposeForm>(draftId, ProposeForm, {
    areaCode: only?.areaCode ?? '',
    name: '',
    sex: 'unknown',
    birthDate: '',
    idNumber: '',
    phone: '',
    address: '',
    language: 'zh-CN',
  });
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  const [saving, setSaving] = useState(false);
  const lacks = missingField(value);
  const hint = idHint(value.idNumber);

  const villageName = (village: PullReply['villages'][number]): string =>
    (language === 'ko' ? village.nameKo : language === 'bo' ? village.nameBo : null) ?? village.nameZh;

  const save = async (): Promise<void> => {
    setAsked(true);
    if (lacks !== null || saving) return;
    setSaving(true);
    setFailed(false);
    await finish();
    const personId = newId();
    try {
      await submit({
        command: toCommand(value, { proposalId: newId(), personId, campaignId }),
        about: { name: value.name.trim(), areaCode: AreaCode.parse(value.areaCode), entry: null },
        draftId,
      });
    } catch {
      reopen();
      setSaving(false);
      setFailed(true);
      return;
    }
    onSaved(personId);
  };

  const field = (
    part: 'name' | 'phone' | 'address',
    mode: HTMLAttributes<HTMLInputElement>['inputMode'],
    max: number,
  ) => (
    <input
      id={`${id}-${part}`}
      data-field={part}
      className={controlClass}
      inputMode={mode}
      autoComplete="off"
      maxLength={max}
      value={value[part]}
      onChange={(event) => change({ [part]: event.currentTarget.value })}
    />
  );

  if (!ready) return null;
  return (
    <Page
      title={say('tablet:propose.title')}
      before={back}
      action={
        <BigButton wide disabled={saving} icon={<IconDeviceFloppy aria-hidden="true" />} onClick={() => void save()}>
          {say('tablet:propose.save')}
        </BigButton>
      }
    >
      <div style={{ display: 'flex', flexDirection: 'column', gap: 20, maxWidth: 720 }}>
        <Notice tone="calm">{say('tablet:propose.hint')}</Notice>
        {failed ? (
          <Notice tone="overdue" icon={<IconAlertTriangle />} urgent>
            {say('tablet:visit.failed')}
          </Notice>
        ) : null}
        {villages.length <= mostButtons ? (
          <>
            <ChoiceRow
              field="village"
              legend={say('tablet:propose.village')}
              options={villages.map((village) => ({ value: village.areaCode, words: villageName(village) }))}
              value={value.areaCode}
              onChange={(areaCode) => change({ areaCode })}
            />
            {asked && lacks === 'village' ? (
              <Notice tone="overdue" urgent title={say('tablet:propose.villageMissing')} />
            ) : null}
          </>
        ) : (
          <Labelled
            label={say('tablet:propose.village')}
            htmlFor={`${id}-village`}
            error={asked && lacks === 'village' ? say('tablet:propose.villageMissing') : null}
          >
            <select
              id={`${id}-village`}
              data-field="village"
              className={controlClass}
              value={value.areaCode}
              onChange={(event) => change({ areaCode: event.currentTarget.value })}
            >
              <option value="">{plain('tablet:propose.chooseVillage')}</option>
              {villages.map((village) => (
                <option key={village.areaCode} value={village.areaCode}>
                  {villageName(village)}
                </option>
              ))}
            </select>
          </Labelled>
        )}
        <Labelled
          label={say('tablet:propose.name')}
          htmlFor={`${id}-name`}
          error={asked && lacks === 'name' ? say('tablet:propose.nameMissing') : null}
        >
          {field('name', 'text', 50)}
        </Labelled>
        <Labelled
          label={say('tablet:propose.idNumber')}
          htmlFor={`${id}-idNumber`}
          error={hint === null ? null : say(`tablet:propose.idFault.${hint}`)}
          {...(parseIdNumber(value.idNumber).ok && { hint: say('tablet:propose.birthFromId') })}
        >
          <input
            id={`${id}-idNumber`}
            data-field="idNumber"
            className={controlClass}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={30}
            value={value.idNumber}
            onChange={(event) => change(withIdNumber(value, event.currentTarget.value))}
          />
        </Labelled>
        <ChoiceRow
          field="sex"
          legend={say('tablet:propose.sex')}
          options={sexes.map((sex) => ({ value: sex, words: say(`codes:sex.${sex}`) }))}
          value={value.sex}
          onChange={(sex) => change({ sex })}
        />
        <Labelled label={say('tablet:propose.birthDate')} htmlFor={`${id}-birth`}>
          <DayInput
            id={`${id}-birth`}
            data-field="birthDate"
            min="1900-01-01"
            max={today}
            value={value.birthDate}
            onChange={(day) => change({ birthDate: day })}
          />
        </Labelled>
        <LunarBirthday onFound={(birthDate) => change({ birthDate })} />
        <Labelled label={say('tablet:propose.phone')} htmlFor={`${id}-phone`}>
          {field('phone', 'tel', 30)}
        </Labelled>
        <Labelled label={say('tablet:propose.address')} htmlFor={`${id}-address`}>
          {field('address', 'text', 200)}
        </Labelled>
        <ChoiceRow
          field="language"
          legend={say('tablet:propose.language')}
          options={personLanguages.map((code) => ({ value: code, words: say(`codes:personLanguage.${code}`) }))}
          value={value.language}
          onChange={(code) => change({ language: code })}
        />
      </div>
    </Page>
  );
};
