import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FieldDatabase } from '../offline/database.ts';
import { keepToken } from '../offline/device-token.ts';
import { keyOf } from '../offline/seal.ts';
import { keepTabletAccount, noteCurrentUser } from '../offline/tablet-accounts.ts';
import { account, wipeTablet } from '../testing/tablet.ts';
import { acceptAccount, signOut, startSession, useSession } from './session.ts';

const outboxKey = 'BPk0ryX7I2cFpTrIl6l+jD3QN+6oY5q3r2m7v0c1b5n0';
const strange = Response.json(
  { error: { message: 'x', code: -32001, data: { domain: { code: 'not_signed_in' }, httpStatus: 401 } } },
  { status: 401 },
);

describe('who is signed in when a tablet starts', () => {
  beforeEach(async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(strange.clone()));
    const database = new FieldDatabase(account.userId);
    await keepToken(database, await keyOf(database), { token: 'secret', outboxKey });
    database.close();
    await keepTabletAccount({ userId: account.userId, account, deviceId: '5f0c1a52-0000-4000-8000-000000000001' });
    await noteCurrentUser(account.userId);
  });
  afterEach(async () => {
    cleanup();
    vi.unstubAllGlobals();
    localStorage.clear();
    await wipeTablet();
  });

  it('a browser that was killed and lost its cookie opens the work all the same, and says that sending needs the password', async () => {
    await startSession();
    const { result } = renderHook(useSession);
    await waitFor(() => expect(result.current).toMatchObject({ status: 'signedIn', ended: true }));
    expect(result.current).toMatchObject({ account: { userId: account.userId } });
  });

  it('whoever signed out is asked for the password', async () => {
    await startSession();
    await signOut();
    await startSession();
    expect(renderHook(useSession).result.current).toEqual({ status: 'signedOut' });
  });

  it('somebody of the office who signs in on a tablet is not taken for the worker afterwards', async () => {
    await startSession();
    await acceptAccount({ ...account, userId: '5f0c1a52-0000-4000-8000-00000000000a', role: 'supervisor' });
    await signOut();
    await startSession();
    expect(renderHook(useSession).result.current).toEqual({ status: 'signedOut' });
  });
});
