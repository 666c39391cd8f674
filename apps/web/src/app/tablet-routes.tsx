/** Pages of workers and vaccinators. All of them work without a network. */
import type { RouteObject } from 'react-router';
import { loadWords } from '../language/language.ts';

/** The words of the way to a dose come with the first page that says them. */
const withWords = async <Page,>(page: Promise<Page>): Promise<Page> => {
  const [loaded] = await Promise.all([page, loadWords('bedside')]);
  return loaded;
};

const personRoutes: RouteObject[] = [
  {
    path: ':personId',
    lazy: async () => ({ Component: (await withWords(import('../features/person/page.tsx'))).PersonPage }),
  },
  {
    path: ':personId/household',
    lazy: async () => ({ Component: (await import('../features/visit/household-page.tsx')).HouseholdPage }),
  },
  {
    path: ':personId/home',
    lazy: async () => ({
      Component: (await withWords(import('../features/home-vaccination/page.tsx'))).HomeVaccinationPage,
    }),
  },
  {
    path: ':personId/close',
    lazy: async () => ({ Component: (await withWords(import('../features/ask-closing/page.tsx'))).AskClosingPage }),
  },
  {
    path: ':personId/visit',
    lazy: async () => ({ Component: (await import('../features/visit/page.tsx')).VisitPage }),
  },
];

export const tabletRoutes: RouteObject[] = [
  {
    path: 'today',
    lazy: async () => ({ Component: (await import('../features/today/page.tsx')).TodayPage }),
    children: personRoutes,
  },
  {
    path: 'my-register',
    lazy: async () => ({ Component: (await import('../features/my-register/page.tsx')).MyRegisterPage }),
    children: [
      {
        path: 'new',
        lazy: async () => ({ Component: (await import('../features/propose/page.tsx')).ProposePage }),
      },
      ...personRoutes,
    ],
  },
  {
    path: 'follow-ups',
    lazy: async () => ({ Component: (await import('../features/follow-ups/page.tsx')).FollowUpsPage }),
  },
  {
    path: 'village',
    lazy: async () => ({ Component: (await import('../features/village-sketch/page.tsx')).VillageSketchPage }),
  },
  {
    path: 'home-round',
    lazy: async () => ({ Component: (await withWords(import('../features/home-round/page.tsx'))).HomeRoundPage }),
  },
  { path: 'sync', lazy: async () => ({ Component: (await import('../features/sync-page/page.tsx')).SyncPage }) },
  {
    path: 'quiz',
    lazy: async () => ({
      Component: (await withWords(import('../features/quiz/tablet-quiz-page.tsx'))).TabletQuizPage,
    }),
  },
  { path: 'me', lazy: async () => ({ Component: (await withWords(import('../features/me/page.tsx'))).MePage }) },
];
