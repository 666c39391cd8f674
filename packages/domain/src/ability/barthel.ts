/** The Barthel index, ten items, 0 to 100. Mahoney & Barthel 1965; limits as used in Chinese nursing grades. */
import type { RuleRow } from '../rule.ts';
import type { AbilityClass, AbilityForm, Route } from './form.ts';

export const barthel: AbilityForm = {
  id: 'barthel',
  version: 1,
  source: 'Mahoney FI, Barthel DW. Functional evaluation: the Barthel Index. Md State Med J 1965;14:61–65',
  items: [
    { id: 'feeding', scores: [0, 5, 10] },
    { id: 'bathing', scores: [0, 5] },
    { id: 'grooming', scores: [0, 5] },
    { id: 'dressing', scores: [0, 5, 10] },
    { id: 'bowel', scores: [0, 5, 10] },
    { id: 'bladder', scores: [0, 5, 10] },
    { id: 'toilet', scores: [0, 5, 10] },
    { id: 'transfer', scores: [0, 5, 10, 15] },
    { id: 'walking', scores: [0, 5, 10, 15] },
    { id: 'stairs', scores: [0, 5, 10] },
  ],
  cutOffs: [
    {
      id: 'BARTHEL-40-60',
      source: 'nursing grades in common use: ≤40 severe, 41–60 moderate, 61–99 mild, 100 none',
      scope: 'CN',
      validFrom: '2021-01-01',
      validTo: null,
      classes: [
        { from: 0, class: 'severe' },
        { from: 41, class: 'moderate' },
        { from: 61, class: 'mild' },
        { from: 100, class: 'independent' },
      ],
    },
  ],
  findings: [],
};

export interface RouteRule extends RuleRow {
  class: AbilityClass;
  /** cannot leave the house even with help */
  homebound: boolean;
  route: Route;
}

const since = { source: 'house rule', scope: 'CN', validFrom: '2021-01-01', validTo: null } as const;

export const routeRules: readonly RouteRule[] = [
  { id: 'ROUTE-1', class: 'independent', homebound: false, route: 'site', ...since },
  { id: 'ROUTE-2', class: 'mild', homebound: false, route: 'green_channel', ...since },
  { id: 'ROUTE-3', class: 'moderate', homebound: false, route: 'vehicle', ...since },
  { id: 'ROUTE-4', class: 'severe', homebound: false, route: 'home', ...since },
  { id: 'ROUTE-5', class: 'independent', homebound: true, route: 'home', ...since },
  { id: 'ROUTE-6', class: 'mild', homebound: true, route: 'home', ...since },
  { id: 'ROUTE-7', class: 'moderate', homebound: true, route: 'home', ...since },
  { id: 'ROUTE-8', class: 'severe', homebound: true, route: 'home', ...since },
];
