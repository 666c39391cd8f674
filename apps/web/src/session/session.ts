/** Who is signed in on this browser. A tablet knows it without the network; the server is asked as soon as it can be. */
import { useSyncExternalStore } from 'react';
import type { Account } from '@qiaomen/domain/account/query';
import type { TabletLoss } from '@qiaomen/domain/device/query';
import { api, failureOf } from '../api/client.ts';
import { enrol, recall } from './enrol.ts';
import { isFieldRole } from './roles.ts';

export type Session =
  | { status: 'starting' }
  | { status: 'signedOut' }
  /** nobody is known here and the server does not answer */
  | { status: 'unreachable' }
  /** this browser worked as a tablet before, and its storage is empty or does not open */
  | { status: 'dataLost' }
  | { status: 'noStorage' }
  /** `ended`: the server no longer knows the session; work goes on and is sent, new lists need signing in again */
  | { status: 'signedIn'; account: Account; ended: boolean; loss: TabletLoss | null };

let session: Session = { status: 'starting' };
const listeners = new Set<() => void>();

const set = (next: Session): void => {
  session = next;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSession = (): Session => useSyncExternalStore(subscribe, () => session);

const lastFieldUser = 'qiaomen.fieldUser';
const signInAgain = 'qiaomen.signInAgain';

const tabletAccounts = () => import('../offline/tablet-accounts.ts');

/** Nobody is signed in on this tablet any more. */
const forgetUser = async (): Promise<void> => {
  localStorage.removeItem(lastFieldUser);
  await (await tabletAccounts()).noteCurrentUser(null).catch(() => undefined);
};

/** After sign-in or activation: makes the tablet ready before anyone relies on it. */
export const acceptAccount = async (account: Account, code: string | null = null): Promise<void> => {
  let loss = session.status === 'signedIn' && session.account.userId === account.userId ? session.loss : null;
  if (isFieldRole(account.role) && !account.mustEnrolTotp) {
    loss = (await enrol(account, code)) ?? loss;
    localStorage.setItem(lastFieldUser, account.userId);
    localStorage.removeItem(signInAgain);
    await (await tabletAccounts()).noteCurrentUser(account.userId);
  } else if (localStorage.getItem(lastFieldUser) !== null) {
    await forgetUser();
  }
  set({ status: 'signedIn', account, ended: false, loss });
};

/** A person has read what is missing. */
export const acknowledgeLoss = (): void => {
  if (session.status === 'signedIn') set({ ...session, loss: null });
};

const ask = async (): Promise<Session> => {
  try {
    const account = await api.account.me.query();
    return { status: 'signedIn', account, ended: false, loss: null };
  } catch (cause) {
    const failure = failureOf(cause);
    return failure.kind === 'refused' ? { status: 'signedOut' } : { status: 'unreachable' };
  }
};

export const startSession = async (): Promise<void> => {
  set({ status: 'starting' });
  const userId = localStorage.getItem(lastFieldUser);
  if (userId === null) return startFromServer();
  try {
    const known = await recall(userId);
    // the browser cleared the storage: never start afresh as if nothing had been there
    if (known === undefined) return noticeLoss();
    if (known === 'emptied') return startFromServer();
    set({ status: 'signedIn', account: known, ended: false, loss: null });
  } catch {
    return set({ status: 'noStorage' });
  }
  void checkSession();
};

/** With the network the server says which numbers are missing; without it nothing may start as if nothing had been there. */
const noticeLoss = async (): Promise<void> => {
  const answer = await ask();
  if (answer.status !== 'signedIn' || !isFieldRole(answer.account.role)) return set({ status: 'dataLost' });
  try {
    await acceptAccount(answer.account);
  } catch {
    set({ status: 'dataLost' });
  }
};

const startFromServer = async (): Promise<void> => {
  if (localStorage.getItem(signInAgain) !== null) return endSession();
  const answer = await ask();
  if (answer.status === 'unreachable' || answer.status === 'signedOut') {
    // a browser that was killed may have lost the cookie too: the PIN opens the work, sending it on asks for the password
    const userId = await (await tabletAccounts()).findCurrentUser().catch(() => null);
    if (userId === null || userId === localStorage.getItem(lastFieldUser)) return set(answer);
    localStorage.setItem(lastFieldUser, userId);
    return startSession();
  }
  if (answer.status !== 'signedIn') return set(answer);
  try {
    await acceptAccount(answer.account);
  } catch (cause) {
    // without a network or storage a tablet cannot be made ready; one that needs a code gets it at sign-in
    set({ status: failureOf(cause).kind === 'refused' ? 'signedOut' : 'unreachable' });
  }
};

/** Too many wrong PINs: a cookie that still lives must not open what the PIN closed. */
export const demandPassword = (): void => {
  localStorage.setItem(signInAgain, 'yes');
};

const endSession = async (): Promise<void> => {
  try {
    await api.account.signOut.mutate();
  } catch {
    // without a network, or signed out already: signing in again is needed all the same
  }
  set({ status: 'signedOut' });
};

/** A person has read that unsent work may be gone. */
export const startAfresh = async (): Promise<void> => {
  await forgetUser();
  await startSession();
};

/** Asks the server who this is. Without an answer everything stays as it was. */
export const checkSession = async (): Promise<void> => {
  if (session.status !== 'signedIn') return;
  const before = session.account;
  const answer = await ask();
  if (answer.status === 'unreachable') return;
  if (answer.status === 'signedIn' && answer.account.userId === before.userId) await acceptAccount(answer.account);
  else if (isFieldRole(before.role)) set({ ...session, account: before, ended: true });
  else set({ status: 'signedOut' });
};

export const markSessionEnded = (): void => {
  if (session.status === 'signedIn' && !session.ended) set({ ...session, ended: true });
};

/** The caller has made sure that nothing unsent is left behind. */
export const signOut = async (): Promise<void> => {
  if (localStorage.getItem(lastFieldUser) !== null) await forgetUser();
  try {
    await api.account.signOut.mutate();
  } catch (cause) {
    // an ended session is signed out already; without a network the cookie stays, so say so
    if (failureOf(cause).kind === 'network') throw cause;
  }
  set({ status: 'signedOut' });
};
