import { IconUsers } from '@tabler/icons-react';
import { Link } from 'react-router';
import { householdOf } from '../../field/household.ts';
import { useText } from '../../language/use-text.tsx';
import { useEntries } from '../../offline/field-context.tsx';
import type { FieldEntry } from '../../offline/overlay.ts';
import classes from './page.module.css';

/** Others behind the same door, to be asked in one go. */
export const HouseholdLink = ({ entry, to }: { entry: FieldEntry; to: string }) => {
  const { say } = useText();
  const count = householdOf(useEntries(), entry).length;
  if (count < 2) return null;
  return (
    <Link to={to} className={classes['household'] ?? ''}>
      <IconUsers aria-hidden="true" />
      <span>{say('door:household.open', { count })}</span>
    </Link>
  );
};
