/** What a writing transaction is given. */
import type { Prisma } from './generated/client.ts';
import type { Json } from './json.ts';
import type { Scope } from './area-fence.ts';

export type Tx = Prisma.TransactionClient;

export interface WriteContext {
  scope: Scope;
  actorId: string | null;
  /** the county whose chain of the audit trail grows; '000000' for acts above a county */
  county: string;
  at: Date;
}

export interface AuditLine {
  action: string;
  entity: string;
  entityId: string | null;
  /** ids, counts and codes; never a value of a person */
  detail: Json;
}

export interface EnqueueOptions {
  jobKey?: string;
}

export interface Writer {
  readonly tx: Tx;
  readonly at: Date;
  readonly actorId: string | null;
  audit(line: AuditLine): Promise<void>;
  /** Adds a job that exists only if this transaction commits. */
  enqueue(task: string, payload: Json, options?: EnqueueOptions): Promise<void>;
}
