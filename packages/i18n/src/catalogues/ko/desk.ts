import { admin } from './admin.ts';
import { office } from './office.ts';

export const desk = { office, admin } as const;
