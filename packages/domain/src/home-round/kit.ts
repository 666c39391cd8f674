/** What a team takes along; the words are in the catalogues under the id. */
import type { RuleRow } from '../rule.ts';

const house = { source: 'house rule', scope: 'CN', validFrom: '2021-01-01', validTo: null } as const;

export const kitItems = [
  { id: 'coldBox', ...house },
  { id: 'logger', ...house },
  { id: 'vaccine', ...house },
  { id: 'syringes', ...house },
  { id: 'swabs', ...house },
  { id: 'sharps', ...house },
  { id: 'thermometer', ...house },
  { id: 'bloodPressure', ...house },
  { id: 'emergency', ...house },
  { id: 'oxygen', ...house },
  { id: 'consent', ...house },
  { id: 'badges', ...house },
  { id: 'hospital', ...house },
  { id: 'charged', ...house },
] as const satisfies readonly RuleRow[];
export type KitItemId = (typeof kitItems)[number]['id'];
