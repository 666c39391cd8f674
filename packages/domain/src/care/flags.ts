/** What can be odd about the care of a person. It is kept and shown to the supervisor as an incident, never refused. */
export type CareFlag =
  | { code: 'dose_too_early'; earliest: string }
  | { code: 'dose_extra' }
  | { code: 'product_not_allowed' }
  | { code: 'expired_vaccine' }
  | { code: 'not_screened' }
  | { code: 'contraindicated' }
  | { code: 'deferred'; until: string | null }
  | { code: 'no_consent' }
  | { code: 'consent_refused' }
  | { code: 'no_assessment' }
  | { code: 'assessment_old' }
  | { code: 'not_approved' }
  | { code: 'certificate_invalid' }
  | { code: 'team_incomplete' }
  | { code: 'checks_incomplete' }
  | { code: 'watch_too_short'; minutes: number }
  | { code: 'reaction_seen' }
  | { code: 'dose_unknown' }
  | { code: 'request_unknown' }
  | { code: 'form_unknown' }
  | { code: 'answers_incomplete' }
  | { code: 'consult_needed'; withinHours: number }
  | { code: 'signature_missing' }
  | { code: 'evidence_missing' };
