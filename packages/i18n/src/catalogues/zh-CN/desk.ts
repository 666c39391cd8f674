import { admin } from './admin.ts';
import { office } from './office.ts';
import { review } from './review.ts';

export const desk = { office, admin, review } as const;
