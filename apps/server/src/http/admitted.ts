/** Routes that speak files instead of JSON: the same guard and the same refusals as procedures. */
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { Request, Response } from 'express';
import type { Permission } from '@qiaomen/domain/policy';
import { domainErrorOf } from '../errors.ts';
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

export const admitted =
  (
    deps: ServerDeps,
    permission: Permission,
    answer: (ctx: SessionContext, req: Request, res: Response) => Promise<void>,
  ) =>
  async (req: Request, res: Response): Promise<void> => {
    try {
      await answer(admitSession(await createContext(deps, req, res), permission), req, res);
    } catch (error) {
      if (!answerRefusal(req, res, error)) throw error;
    }
  };
