import { IconCalendar } from '@tabler/icons-react';
import classes from './day-input.module.css';

interface DayPickerProps {
  value: string;
  onPick: (day: string) => void;
  min?: string | undefined;
  max?: string | undefined;
  disabled?: boolean | undefined;
}

/** The browser's own calendar behind a picture of one; its text, which some browsers write month first, is never seen. */
export const DayPicker = ({ value, onPick, ...rest }: DayPickerProps) => (
  <span className={classes['picker']}>
    <IconCalendar size={22} aria-hidden />
    <input
      type="date"
      tabIndex={-1}
      aria-hidden
      {...rest}
      value={value}
      onChange={(event) => onPick(event.currentTarget.value)}
    />
  </span>
);
