/** What must be reported after a vaccination, to whom and by when. Dated rows: deadlines differ by place and year. */
import { z } from 'zod';
import type { RuleRow } from '../rule.ts';

/** general reaction · abnormal reaction · vaccine quality accident · vaccination accident · coincidental · psychogenic */
export const AefiClass = z.enum(['general', 'abnormal', 'quality', 'programme', 'coincidental', 'psychogenic']);
export type AefiClass = z.infer<typeof AefiClass>;

export const AefiSeverity = z.enum(['not_serious', 'serious', 'severe_disability', 'death']);
export type AefiSeverity = z.infer<typeof AefiSeverity>;

export const aefiSteps = ['urgent_report', 'card', 'investigation', 'form'] as const;
export type AefiStep = (typeof aefiSteps)[number];

export interface AefiDeadline extends RuleRow {
  step: AefiStep;
  hours: number;
  /** what the hours are counted from */
  from: 'found' | 'card_sent' | 'investigation_started';
  /** only for death, severe disability, a cluster or major social impact */
  onlyUrgent: boolean;
}

/** A reaction is reported when it begins within the window of its kind. */
export interface ReportWindow extends RuleRow {
  reactions: readonly string[];
  withinDays: number;
}

const plan = '《全国疑似预防接种异常反应监测方案》';
const since = { source: plan, scope: 'CN', validFrom: '2021-01-01', validTo: null } as const;

export const aefiDeadlines: readonly AefiDeadline[] = [
  { id: 'AEFI-2H', step: 'urgent_report', hours: 2, from: 'found', onlyUrgent: true, ...since },
  { id: 'AEFI-48H', step: 'card', hours: 48, from: 'found', onlyUrgent: false, ...since },
  { id: 'AEFI-START', step: 'investigation', hours: 48, from: 'card_sent', onlyUrgent: false, ...since },
  { id: 'AEFI-7D', step: 'form', hours: 168, from: 'investigation_started', onlyUrgent: false, ...since },
];

export const reportWindows: readonly ReportWindow[] = [
  { id: 'WIN-24H', withinDays: 1, reactions: ['anaphylactic_shock', 'allergic_reaction', 'toxic_shock', 'syncope', 'hysteria'], ...since },
  { id: 'WIN-5D', withinDays: 5, reactions: ['fever_38_6', 'angio_oedema', 'purulent_infection', 'redness_2_5', 'induration_2_5', 'local_suppuration'], ...since },
  { id: 'WIN-15D', withinDays: 15, reactions: ['rash', 'purpura', 'arthus', 'febrile_convulsion', 'epilepsy', 'polyneuritis', 'encephalitis'], ...since },
  { id: 'WIN-6W', withinDays: 42, reactions: ['thrombocytopenic_purpura', 'guillain_barre'], ...since },
  { id: 'WIN-3M', withinDays: 90, reactions: ['brachial_neuritis', 'sterile_abscess'], ...since },
]; // prettier-ignore

export const aefiReactions: readonly string[] = reportWindows.flatMap(({ reactions }) => reactions);
