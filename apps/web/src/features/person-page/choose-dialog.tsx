import { Radio, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { Sex } from '@qiaomen/domain/person/command';
import type { FieldLine } from '@qiaomen/domain/person-source/query';
import type { PersonDetail } from '@qiaomen/domain/register/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { DayField } from '../../office/day-field.tsx';
import { useFieldWords, useSaidBy } from './field-words.ts';

interface ChooseDialogProps {
  person: PersonDetail;
  line: FieldLine;
  onClose: () => void;
  onChosen: () => void;
}

const typed = 'typed';

/** Another row's word, or what somebody knows better, with the reason. */
export const ChooseDialog = ({ person, line, onClose, onChosen }: ChooseDialogProps) => {
  const { say, plain } = useText();
  const words = useFieldWords();
  const saidBy = useSaidBy();
  const { field } = line;
  const others = line.said.filter(({ agrees }) => !agrees);
  const [pick, setPick] = useState<string>(others[0]?.sourceId ?? typed);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const choose = useMutation(trpc.person.chooseField.mutationOptions({ onSuccess: onChosen }));
  const label = say(`codes:importField.${field}`);
  const isMark = field === 'disabled' || field === 'nursingHome' || field === 'deceased';
  const control = (): ReactNode => {
    if (field === 'sex' || isMark) {
      const options = isMark
        ? (['yes', 'no'] as const).map((value) => ({ value, label: plain(`review:sources.${value}`) }))
        : Sex.options.map((value) => ({ value, label: plain(`codes:sex.${value}`) }));
      return <Select label={label} data={options} value={text} onChange={(value) => setText(value ?? '')} />;
    }
    if (field === 'areaCode') {
      const code = AreaCode.safeParse(text);
      return (
        <AreaPicker label={label} value={code.success ? code.data : null} onChange={(area) => setText(area ?? '')} />
      );
    }
    if (field === 'birthDate') return <DayField label={label} value={text} onChange={setText} />;
    return (
      <TextInput
        label={label}
        autoComplete="off"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    );
  };
  const needsText =
    pick === typed && text === '' && (field === 'name' || field === 'sex' || field === 'areaCode' || isMark);
  return (
    <Confirm
      opened
      title={
        <>
          {say('review:sources.chooseTitle')} · {label}
        </>
      }
      act={say('review:sources.save')}
      busy={choose.isPending}
      failure={choose.error}
      disabled={reason.trim().length < 2 || needsText}
      onClose={onClose}
      onConfirm={() =>
        choose.mutate({
          county: person.county,
          personId: person.personId,
          field,
          pick: pick === typed ? { text } : { sourceId: pick },
          reason: reason.trim(),
        })
      }
    >
      <p>{say('review:sources.chooseBody')}</p>
      {others.length === 0 ? null : (
        <Radio.Group value={pick} onChange={setPick}>
          {others.map((one) => (
            <Radio
              key={one.sourceId}
              value={one.sourceId}
              label={words(field, one.shown)}
              description={saidBy(one)}
              mb="sm"
            />
          ))}
          <Radio value={typed} label={say('review:sources.typed')} mb="sm" />
        </Radio.Group>
      )}
      {pick === typed ? control() : null}
      <TextInput
        label={say('review:sources.reason')}
        required
        maxLength={300}
        mt="sm"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Confirm>
  );
};
