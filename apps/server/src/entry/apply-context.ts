/** What a handler is given to write a decided fact: one transaction, who said it and what is odd about it. */
import type { CommandType } from '@qiaomen/domain/command';
import type { FactFlag } from '@qiaomen/domain/sync/query';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Writer } from '@qiaomen/prisma/scoped';

export interface ApplyContext {
  writer: Writer;
  keys: FieldKeys;
  county: string;
  /** a voided row points to the command that voided it */
  commandId: string;
  type: CommandType;
  userId: string;
  /** null for a command given on an online screen */
  deviceId: string | null;
  flags: readonly FactFlag[];
}

export const flagCodesOf = (flags: readonly FactFlag[]): string[] => flags.map((flag) => flag.code);
