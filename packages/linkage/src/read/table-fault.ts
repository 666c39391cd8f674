import type { DomainError, DomainErrorCode } from '@qiaomen/domain/error';

/** A file that cannot be read as a table at all. Faults of single rows never end up here. */
export class TableFault extends Error {
  readonly error: DomainError;

  constructor(error: DomainError) {
    super(error.code);
    this.name = 'TableFault';
    this.error = error;
  }

  get code(): DomainErrorCode {
    return this.error.code;
  }
}
