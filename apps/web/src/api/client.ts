/** The one connection to the server. Queries go by POST, so that nothing personal stands in an address. */
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import type { DomainError } from '@qiaomen/domain/error';
import type { AppRouter } from '@qiaomen/server/router';

export const apiUrl = '/api/trpc';
// the header a page of another origin cannot send without asking first
const headers = { 'x-qiaomen': '1' };

type Options = Parameters<typeof httpLink<AppRouter>>[0];

export const createApi = (extra: () => Record<string, string> = () => ({}), over: Pick<Options, 'fetch'> = {}) =>
  createTRPCClient<AppRouter>({
    links: [httpLink({ url: apiUrl, methodOverride: 'POST', headers: () => ({ ...headers, ...extra() }), ...over })],
  });

export const api = createApi();

/** Why a call did not succeed, in the three kinds a screen can act on. */
export type Failure =
  { kind: 'refused'; error: DomainError } | { kind: 'network' } | { kind: 'trouble'; status: number };

export const failureOf = (cause: unknown): Failure => {
  if (cause instanceof TRPCClientError) {
    const data = cause.data as { domain?: DomainError | null; httpStatus?: number } | undefined;
    if (data?.domain !== undefined && data.domain !== null) return { kind: 'refused', error: data.domain };
    if (data?.httpStatus !== undefined) return { kind: 'trouble', status: data.httpStatus };
    const response = cause.meta?.['response'];
    if (response instanceof Response && response.status > 0) return { kind: 'trouble', status: response.status };
  }
  return { kind: 'network' };
};
