/** Every refusal a person can meet. A new one does not compile until it has an HTTP meaning and words in four languages. */
export type DomainError =
  | { code: 'not_signed_in' }
  | { code: 'sign_in_failed' }
  | { code: 'too_many_attempts'; retryAfterSeconds: number }
  | { code: 'totp_required' }
  | { code: 'totp_wrong' }
  | { code: 'code_expired' }
  | { code: 'tablet_code_needed' }
  | { code: 'password_too_weak'; minLength: number }
  | { code: 'login_taken' }
  | { code: 'forbidden' }
  | { code: 'outside_area' }
  | { code: 'not_found' }
  | { code: 'changed_meanwhile' }
  | { code: 'bad_input'; fields: string[] }
  | { code: 'cannot_disable_self' }
  | { code: 'campaign_dates_wrong' }
  | { code: 'campaign_open_exists' }
  | { code: 'base_count_running' }
  | { code: 'plan_own_approval' }
  | { code: 'rules_own_publication' }
  | { code: 'rules_not_counted' }
  | { code: 'already_decided' }
  | { code: 'export_own_word' }
  | { code: 'export_expired' }
  | { code: 'stay_exists' }
  | { code: 'stay_elsewhere' }
  | { code: 'crowd_unknown_left'; unknown: number }
  | { code: 'crowd_earlier_open' }
  | { code: 'worker_not_in_area' }
  | { code: 'file_too_large'; maxMegabytes: number }
  | { code: 'file_empty' }
  | { code: 'file_type_unknown' }
  | { code: 'file_not_what_it_says'; expected: string }
  | { code: 'file_encoding_unknown' }
  | { code: 'file_damaged' }
  | { code: 'file_old_excel' }
  | { code: 'file_has_password' }
  | { code: 'file_seen_before'; batchId: string }
  | { code: 'upload_offset'; received: number }
  | { code: 'upload_damaged' }
  | { code: 'disk_full' }
  | { code: 'columns_missing'; columns: string[] }
  | { code: 'mapping_contradicts'; fields: string[] }
  | { code: 'second_word_needed' }
  | { code: 'second_word_own' }
  | { code: 'batch_wrong_state'; state: string }
  | { code: 'import_running' }
  | { code: 'reveal_quota_reached' }
  | { code: 'nobody_to_ask' }
  | { code: 'transfer_carried_out' }
  | { code: 'client_too_old'; minClient: string }
  | { code: 'command_unknown' }
  | { code: 'command_unreadable'; fields: string[] }
  | { code: 'dependency_missing'; id: string }
  | { code: 'date_outside_rule'; earliest: string; latest: string };

export type DomainErrorCode = DomainError['code'];

/** What a rule answers to a request. */
export type Result<Value, Refusal = DomainError> = { ok: true; value: Value } | { ok: false; error: Refusal };
export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });
export const refused = <Refusal>(error: Refusal): { ok: false; error: Refusal } => ({ ok: false, error });
