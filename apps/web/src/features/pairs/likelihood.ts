import { formatPercent } from '@qiaomen/i18n/fmt';

/** What needs a person is never certain, however close the figure comes. */
export const formatLikelihood = (probability: number): string => formatPercent(Math.min(probability, 0.999), 1);
