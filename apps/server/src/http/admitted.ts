/** Routes that speak files instead of JSON: the same guard and the same refusals as procedures. */
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { Request, Response } from 'express';
import type { Permission } from '@qiaomen/domain/policy';
import { hasPermission } from '@qiaomen/domain/policy';
import { domainErrorOf, refuse } from '../errors.ts';
import { admitSession, type SessionContext } from '../trpc.ts';
import { createContext, type ServerDeps } from './request-context.ts';

const answerRefusal = (req: Request, res: Response, error: unknown): boolean => {
  const domain = domainErrorOf(error);
  if (domain === null || !(error instanceof TRPCError)) return false;
  // the browser shows the answer only after it could send the rest
  req.resume();
  res.status(getHTTPStatusCodeFromError(error)).json({ error: { message: domain.code, data: { domain } } });
  return true;
};

const answered = async (req: Request, res: Response, answer: () => Promise<void>): Promise<void> => {
  try {
    await answer();
  } catch (error) {
    if (!answerRefusal(req, res, error)) throw error;
  }
};

export const admitted =
  (
    deps: ServerDeps,
    permission: Permission,
    answer: (ctx: SessionContext, req: Request, res: Response) => Promise<void>,
  ) =>
  (req: Request, res: Response): Promise<void> =>
    answered(req, res, async () => answer(admitSession(await createContext(deps, req, res), permission), req, res));

/**
 * What a tablet sends of its own work: under its token, which outlives the session, or under the session where the token
 * is lost with the PIN. Only who it is counts; whether a thing is theirs is asked of the thing.
 */
export const admittedSender =
  (deps: ServerDeps, permission: Permission, answer: (userId: string, req: Request, res: Response) => Promise<void>) =>
  (req: Request, res: Response): Promise<void> =>
    answered(req, res, async () => {
      const { device, session } = await createContext(deps, req, res);
      const identity = device?.identity ?? session?.identity;
      if (identity === undefined) return refuse({ code: 'not_signed_in' });
      if (!hasPermission(identity.actor, permission)) return refuse({ code: 'forbidden' });
      return answer(identity.actor.userId, req, res);
    });
