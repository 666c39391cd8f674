/** Every address of the application. Each page is its own chunk; the tablet never loads an office page. */
import { createBrowserRouter, Outlet, type RouteObject } from 'react-router';
import { CrashPage } from './crash-page.tsx';
import { Gate } from './gate.tsx';
import { MissingPage } from './missing-page.tsx';
import { officeRoutes } from './office-routes.tsx';
import { tabletRoutes } from './tablet-routes.tsx';

const routes: RouteObject[] = [
  {
    element: <Outlet />,
    errorElement: <CrashPage />,
    hydrateFallbackElement: <></>,
    children: [
      { path: 'sign-in', lazy: async () => ({ Component: (await import('../features/sign-in/page.tsx')).SignInPage }) },
      { index: true, element: <Gate place="home" /> },
      {
        element: <Gate place="tablet" />,
        children: [
          {
            lazy: async () => ({ Component: (await import('./shell/tablet-shell.tsx')).TabletShell }),
            errorElement: <CrashPage />,
            children: tabletRoutes,
          },
        ],
      },
      {
        element: <Gate place="office" />,
        children: [
          {
            lazy: async () => ({ Component: (await import('./shell/office-shell.tsx')).OfficeShell }),
            errorElement: <CrashPage />,
            children: officeRoutes,
          },
        ],
      },
      { path: '*', element: <MissingPage /> },
    ],
  },
];

export const router = createBrowserRouter(routes);
