import { useSession } from '../session/session.ts';

/** The first duty area of whoever is signed in: where an office page starts. */
export const useOwnArea = () => {
  const session = useSession();
  if (session.status !== 'signedIn') return null;
  return session.account.duties[0] ?? null;
};
