import type { FieldEntry } from '../../offline/overlay.ts';
import type { HomeCare } from './steps.ts';
import type { CareWork } from '../../field/use-care.ts';

/** What every step is given. */
export interface StepProps {
  entry: FieldEntry;
  found: HomeCare;
  care: CareWork;
}
