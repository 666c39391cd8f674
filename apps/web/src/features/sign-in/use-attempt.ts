import { useState } from 'react';
import { failureOf, type Failure } from '../../api/client.ts';

/** One call at a time, and why the last one did not succeed. */
export const useAttempt = () => {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const attempt = (work: () => Promise<void>): void => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    work()
      .catch((cause: unknown) => setFailure(failureOf(cause)))
      .finally(() => setBusy(false));
  };
  return { busy, failure, attempt, setFailure };
};
