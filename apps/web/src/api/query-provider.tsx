/** TanStack Query for the pages that only exist online. On the tablet only the learning module loads it. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { ReactNode } from 'react';
import type { AppRouter } from '@qiaomen/server/router';
import { api, failureOf } from './client.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // a refusal will be refused again; only what may pass is tried again
      retry: (count, cause) => failureOf(cause).kind !== 'refused' && count < 2,
    },
    mutations: { retry: false },
  },
});

/** `useQuery(trpc.register.list.queryOptions(input))` */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient });

export const QueryProvider = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
);
