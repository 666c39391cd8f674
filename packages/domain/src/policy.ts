/** Who may do what, where: the one table that server, tablet and tests read. */
import { contains, rangeOf, smallestCommonArea, type AreaCode, type AreaRange } from './area/area-code.ts';
import type { Role } from './account/role.ts';

/**
 * assigned: the owner of the entry, or the person on duty in its area on that date;
 * ownArea: any of the actor's duty areas; everywhere: no area at all (reference data, own account).
 */
export type Reach = 'assigned' | 'ownArea' | 'everywhere';
export interface Rule {
  roles: readonly Role[];
  reach: Reach;
}

const all: readonly Role[] = ['worker', 'vaccinator', 'supervisor', 'admin', 'auditor'];
const field: readonly Role[] = ['worker', 'vaccinator'];
const vaccinators: readonly Role[] = ['vaccinator'];

export const policy = {
  'account.use': { roles: all, reach: 'everywhere' },
  'area.read': { roles: all, reach: 'everywhere' },
  'campaign.read': { roles: ['worker', 'vaccinator', 'supervisor', 'admin'], reach: 'everywhere' },
  'campaign.manage': { roles: ['admin'], reach: 'ownArea' },
  'user.manage': { roles: ['admin'], reach: 'ownArea' },
  'import.manage': { roles: ['admin'], reach: 'ownArea' },
  'import.approve': { roles: ['admin'], reach: 'ownArea' },
  'linkPair.decide': { roles: ['admin'], reach: 'ownArea' },
  // each command is judged by its own permission: whose role has changed must still be rid of earlier work
  'sync.push': { roles: all, reach: 'assigned' },
  'sync.pull': { roles: field, reach: 'assigned' },
  'visit.record': { roles: field, reach: 'assigned' },
  'visit.void': { roles: field, reach: 'assigned' },
  'visit.reschedule': { roles: field, reach: 'assigned' },
  'landmark.note': { roles: field, reach: 'assigned' },
  'contact.correct': { roles: field, reach: 'assigned' },
  'person.propose': { roles: field, reach: 'assigned' },
  'phone.reveal': { roles: field, reach: 'assigned' },
  'homeVisit.request': { roles: field, reach: 'assigned' },
  'assessment.record': { roles: field, reach: 'assigned' },
  'screening.record': { roles: vaccinators, reach: 'assigned' },
  'homeVisit.approve': { roles: vaccinators, reach: 'assigned' },
  'consent.record': { roles: vaccinators, reach: 'assigned' },
  'dose.record': { roles: vaccinators, reach: 'assigned' },
  'observation.end': { roles: vaccinators, reach: 'assigned' },
  'followUp.record': { roles: field, reach: 'assigned' },
  'aefi.report': { roles: field, reach: 'assigned' },
  'close.request': { roles: field, reach: 'assigned' },
  'consult.answer': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'close.agree': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'care.void': { roles: ['worker', 'vaccinator', 'supervisor', 'admin'], reach: 'assigned' },
  'quiz.take': { roles: ['worker', 'vaccinator', 'supervisor', 'admin'], reach: 'everywhere' },
  'quiz.staff': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'ruleVersion.read': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'ruleVersion.manage': { roles: ['admin'], reach: 'ownArea' },
  'certificate.read': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'certificate.manage': { roles: ['admin'], reach: 'ownArea' },
  'dose.correct': { roles: ['vaccinator', 'supervisor', 'admin'], reach: 'ownArea' },
  'register.read': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'registerExport.ask': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'registerExport.decide': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'keyPlace.read': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'keyPlace.manage': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'keyPlace.map': { roles: ['admin'], reach: 'ownArea' },
  'person.read': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'person.giveEvent': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'person.chooseField': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'person.reveal': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'proposal.decide': { roles: ['supervisor'], reach: 'ownArea' },
  'assignment.set': { roles: ['supervisor'], reach: 'ownArea' },
  'progress.read': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'baseFigure.read': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'baseFigure.manage': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'workPlan.read': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'workPlan.write': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'workPlan.decide': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'batch.read': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'batch.close': { roles: ['supervisor'], reach: 'ownArea' },
  'device.manage': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'attention.read': { roles: ['supervisor'], reach: 'ownArea' },
  'attention.settle': { roles: ['supervisor'], reach: 'ownArea' },
  'homePlan.read': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'homePlan.manage': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'aefi.manage': { roles: ['supervisor', 'admin'], reach: 'ownArea' },
  'incident.act': { roles: ['supervisor'], reach: 'ownArea' },
  'audit.read': { roles: ['auditor'], reach: 'ownArea' },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof policy;

/** A period of duty in an area; `to` is exclusive and absent while it lasts. Instants are ISO 8601 in UTC. */
export interface DutyPeriod {
  areaCode: AreaCode;
  from: string;
  to?: string;
}

export interface Actor {
  userId: string;
  role: Role;
  duties: readonly DutyPeriod[];
}

export interface Target {
  areaCode: AreaCode;
  /** instant at which the act happened; decides which duty counts */
  at: string;
  /** users who owned the entry at that instant */
  ownerIds?: readonly string[];
}

const ruleOf = (permission: Permission): Rule => policy[permission];

export const hasPermission = (actor: Actor, permission: Permission): boolean =>
  ruleOf(permission).roles.includes(actor.role);

/** Instants are compared as numbers: "…:00Z" and "…:00.000Z" are the same moment but not the same text. */
export const covers = (duty: DutyPeriod, at: string): boolean => {
  const instant = Date.parse(at);
  return Date.parse(duty.from) <= instant && (duty.to === undefined || instant < Date.parse(duty.to));
};

export const isOnDuty = (actor: Actor, areaCode: AreaCode, at: string): boolean =>
  actor.duties.some((duty) => covers(duty, at) && contains(duty.areaCode, areaCode));

export const can = (actor: Actor, permission: Permission, target: Target): boolean => {
  if (!hasPermission(actor, permission)) return false;
  const { reach } = ruleOf(permission);
  if (reach === 'everywhere') return true;
  if (reach === 'assigned' && target.ownerIds?.includes(actor.userId) === true) return true;
  return isOnDuty(actor, target.areaCode, target.at);
};

/** The duty areas of now, as ranges for list queries. Throws when there is none: an empty filter must never mean all. */
export const areaRanges = (actor: Actor, permission: Permission, at: string): AreaRange[] => {
  if (!hasPermission(actor, permission)) throw new Error(`areaRanges: role lacks ${permission}`);
  const ranges = actor.duties.filter((duty) => covers(duty, at)).map((duty) => rangeOf(duty.areaCode));
  if (ranges.length === 0) throw new Error('areaRanges: no duty area');
  return ranges;
};

/** The outer fence of row-level security: the smallest area that covers all present duties. */
export const fenceOf = (actor: Actor, at: string): AreaCode | undefined =>
  smallestCommonArea(actor.duties.filter((duty) => covers(duty, at)).map((duty) => duty.areaCode));
