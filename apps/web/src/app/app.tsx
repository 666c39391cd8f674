import { MantineProvider } from '@mantine/core';
import { RouterProvider } from 'react-router/dom';
import { cssVariables, theme } from '../ui/theme.ts';
import { router } from './routes.tsx';

export const App = () => (
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light">
    <RouterProvider router={router} />
  </MantineProvider>
);
