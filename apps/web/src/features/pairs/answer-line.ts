/**
 * Answers on their way to the server, one after the other: one that overtook the undo before it would be undone by it.
 * They outlive the screen they were given on: leaving it neither loses an answer nor has its pair asked a second time.
 */
import type { DecideReply, PairRow } from '@qiaomen/domain/link-pair/query';

export type Decision = 'same' | 'different' | 'skipped' | 'asked';

/** An answer the server did not take, or that did not arrive at all. */
export interface Returned {
  pair: PairRow;
  answer: Decision;
  why: { objection: Exclude<DecideReply, { state: 'decided' }> } | { cause: unknown };
}

let last: Promise<unknown> = Promise.resolve();
let unread: { by: string; returned: Returned }[] = [];
const underway = new Set<string>();

const holdPage = (event: BeforeUnloadEvent): void => event.preventDefault();

/** Pairs that must not be handed out again while their answer travels. */
export const pairsUnderway = (): string[] => [...underway];
export const isUnderway = (pairId: string): boolean => underway.has(pairId);

/** The browser asks before it closes a page whose answers have not arrived. */
export const inOrder = async <T>(pairId: string, work: () => Promise<T>): Promise<T> => {
  if (underway.size === 0) window.addEventListener('beforeunload', holdPage);
  underway.add(pairId);
  const next = last.then(work);
  last = next.catch(() => null);
  try {
    return await next;
  } finally {
    underway.delete(pairId);
    if (underway.size === 0) window.removeEventListener('beforeunload', holdPage);
  }
};

/** What came back while nobody looked waits for whoever gave the answer, and for nobody else. */
export const keepForReader = (by: string, returned: Returned): void => {
  unread = [...unread, { by, returned }];
};

/** Once everything on its way has arrived. */
export const takeReturned = async (by: string, isStillThere: () => boolean): Promise<Returned[]> => {
  await last;
  // whoever gave the last answer hears of it first
  await new Promise((resolve) => setTimeout(resolve));
  if (!isStillThere()) return [];
  const taken = unread;
  unread = [];
  return taken.flatMap((one) => (one.by === by ? [one.returned] : []));
};
