import { TextInput, type TextInputProps } from '@mantine/core';
import { useText } from '../language/use-text.tsx';
import { DayPicker } from '../ui/day-picker.tsx';
import { useTypedDay } from '../ui/use-typed-day.ts';

interface DayFieldProps extends Pick<TextInputProps, 'label' | 'required' | 'error'> {
  value: string;
  onChange: (day: string) => void;
  max?: string;
}

/** A day on an office page: YYYY-MM-DD whatever the browser's own language, typed or taken from the calendar. */
export const DayField = ({ value, onChange, max, error, ...rest }: DayFieldProps) => {
  const { say, plain } = useText();
  const { text, isWrong, type, pick, settle } = useTypedDay(value, onChange, { max });
  return (
    <TextInput
      {...rest}
      miw="11rem"
      error={error ?? (isWrong ? say('common:dayWrong') : null)}
      inputMode="numeric"
      autoComplete="off"
      maxLength={16}
      placeholder={plain('common:dayHint')}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={settle}
      rightSection={<DayPicker value={value} onPick={pick} max={max} />}
      rightSectionWidth={48}
      rightSectionPointerEvents="all"
    />
  );
};
