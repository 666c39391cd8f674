/** The one place where a refusal of the domain gets an HTTP meaning. */
import { TRPCError } from '@trpc/server';
import type { DomainError, DomainErrorCode } from '@qiaomen/domain/error';
import { ZodError } from 'zod';

const trpcCodes = {
  not_signed_in: 'UNAUTHORIZED',
  sign_in_failed: 'UNAUTHORIZED',
  too_many_attempts: 'TOO_MANY_REQUESTS',
  totp_required: 'FORBIDDEN',
  totp_wrong: 'UNAUTHORIZED',
  code_expired: 'PRECONDITION_FAILED',
  tablet_code_needed: 'PRECONDITION_FAILED',
  password_too_weak: 'UNPROCESSABLE_CONTENT',
  login_taken: 'CONFLICT',
  forbidden: 'FORBIDDEN',
  outside_area: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  changed_meanwhile: 'CONFLICT',
  bad_input: 'BAD_REQUEST',
  cannot_disable_self: 'CONFLICT',
  campaign_dates_wrong: 'UNPROCESSABLE_CONTENT',
  campaign_open_exists: 'CONFLICT',
  base_count_running: 'CONFLICT',
  plan_own_approval: 'CONFLICT',
  rules_own_publication: 'CONFLICT',
  rules_not_counted: 'CONFLICT',
  already_decided: 'CONFLICT',
  export_own_word: 'CONFLICT',
  export_expired: 'CONFLICT',
  stay_exists: 'CONFLICT',
  stay_elsewhere: 'CONFLICT',
  crowd_unknown_left: 'CONFLICT',
  crowd_earlier_open: 'CONFLICT',
  worker_not_in_area: 'CONFLICT',
  file_too_large: 'PAYLOAD_TOO_LARGE',
  file_empty: 'UNPROCESSABLE_CONTENT',
  file_type_unknown: 'UNSUPPORTED_MEDIA_TYPE',
  file_not_what_it_says: 'UNPROCESSABLE_CONTENT',
  file_encoding_unknown: 'UNPROCESSABLE_CONTENT',
  file_damaged: 'UNPROCESSABLE_CONTENT',
  file_old_excel: 'UNPROCESSABLE_CONTENT',
  file_has_password: 'UNPROCESSABLE_CONTENT',
  file_seen_before: 'CONFLICT',
  upload_offset: 'CONFLICT',
  upload_damaged: 'UNPROCESSABLE_CONTENT',
  disk_full: 'SERVICE_UNAVAILABLE',
  columns_missing: 'UNPROCESSABLE_CONTENT',
  mapping_contradicts: 'CONFLICT',
  second_word_needed: 'CONFLICT',
  second_word_own: 'CONFLICT',
  batch_wrong_state: 'CONFLICT',
  import_running: 'CONFLICT',
  reveal_quota_reached: 'TOO_MANY_REQUESTS',
  nobody_to_ask: 'CONFLICT',
  transfer_carried_out: 'CONFLICT',
  client_too_old: 'PRECONDITION_FAILED',
  command_unknown: 'BAD_REQUEST',
  command_unreadable: 'BAD_REQUEST',
  dependency_missing: 'PRECONDITION_FAILED',
  date_outside_rule: 'UNPROCESSABLE_CONTENT',
} as const satisfies Record<DomainErrorCode, TRPCError['code']>;

/** Carries a refusal through tRPC as the cause of its error. */
export class Refusal extends Error {
  readonly domain: DomainError;
  constructor(domain: DomainError) {
    super(domain.code);
    this.name = 'Refusal';
    this.domain = domain;
  }
}

/** Ends a request with a refusal the client can put into words. */
export const refuse = (error: DomainError): never => {
  throw new TRPCError({ code: trpcCodes[error.code], message: error.code, cause: new Refusal(error) });
};

/** The refusal inside an error, if it is one; anything else is a fault of ours and is never explained to a client. */
export const domainErrorOf = (error: unknown): DomainError | null => {
  if (error instanceof Refusal) return error.domain;
  if (error instanceof ZodError) return { code: 'bad_input', fields: fieldsOf(error) };
  if (error instanceof Error && error.cause !== undefined) return domainErrorOf(error.cause);
  return null;
};

const fieldsOf = (error: ZodError): string[] => [...new Set(error.issues.map((issue) => issue.path.join('.')))];
