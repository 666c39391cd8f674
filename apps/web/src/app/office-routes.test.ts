import { describe, expect, it } from 'vitest';
import { officeRoutes } from './office-routes.tsx';
import { tabletRoutes } from './tablet-routes.tsx';

describe('addresses', () => {
  it('belong to the tablet or to the desk, never to both: the first to match would send the other away', () => {
    const ofTheTablet = new Set(tabletRoutes.map(({ path }) => path));
    expect(officeRoutes.filter(({ path }) => ofTheTablet.has(path))).toEqual([]);
  });
});
