import { admin } from './admin.ts';
import { baseFigure } from './base-figure.ts';
import { office } from './office.ts';
import { review } from './review.ts';

export const desk = { office, admin, review, baseFigure } as const;
