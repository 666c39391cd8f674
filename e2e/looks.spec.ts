/** Every screen in four languages, both ways round: nothing overflows, nothing is too small, axe finds nothing. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page, type Request } from '@playwright/test';
import { languages, laptop, open, speak, tablet, type Cast } from './cast.ts';

const screens: { who: Cast; paths: string[] }[] = [
  {
    who: 'worker1',
    paths: ['/today', '/my-register', '/my-register/new', '/follow-ups', '/village', '/quiz', '/sync', '/me'],
  },
  {
    who: 'supervisor',
    paths: [
      '/progress',
      '/register',
      '/exports',
      '/key-places',
      '/batches',
      '/batches?crowd=old',
      '/base-figures',
      '/work-plans',
      '/assignment',
      '/proposals',
      '/attention',
      '/devices',
      '/incidents',
      '/home-plan',
      '/home-plan?tab=rounds',
      '/home-plan?tab=backups',
      '/certificates',
      '/aefi',
      '/closings',
      '/account',
    ],
  },
  {
    who: 'admin',
    paths: [
      '/imports',
      '/pairs',
      '/pairs?tab=list',
      '/pairs?tab=mine',
      '/pairs?tab=transfers',
      '/users',
      '/campaigns',
      '/rules',
      '/quiz-staff',
      '/quiz-staff/own',
      '/consults',
      '/rules/2224/cn-covid19',
      '/rules/2224/local-limits',
    ],
  },
  { who: 'vaccinator', paths: ['/home-round'] },
  { who: 'auditor', paths: ['/audit'] },
];

/** The page itself never scrolls sideways; wide tables do so inside their own frame. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main button, main a[href], main select, main input')]
      .filter((element) => element.offsetParent !== null)
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44))
      .map(({ element, box }) => `${element.tagName} ${element.textContent.slice(0, 30)} ${box.width}×${box.height}`),
  );

/** A browser writes down what stands in a field, to open its pages again, unless the field's form asks it not to. */
const remembered = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
        'input, textarea, select',
      ),
    ]
      .filter(({ type }) => type !== 'password')
      .filter((field) => field.closest('main, [role="dialog"]') !== null)
      .filter(({ form }) => form?.autocomplete !== 'off')
      .map((field) => field.outerHTML.slice(0, 120)),
  );

const faultsOf = async (page: Page, part: string): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
};

const quietMs = 150;

/** Counts what a page asks for. @returns waits until nothing has been under way for a moment */
const watchCalls = (page: Page): (() => Promise<void>) => {
  const underWay = new Set<Request>();
  let lastAt = Date.now();
  page.on('request', (request) => underWay.add(request));
  const end = (request: Request): void => {
    underWay.delete(request);
    lastAt = Date.now();
  };
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return async () => {
    await expect(page.locator('h1').first()).toBeVisible();
    lastAt = Date.now();
    await expect.poll(() => underWay.size === 0 && Date.now() - lastAt >= quietMs, { intervals: [50] }).toBe(true);
  };
};

/** As a tap does: the page stays, and with it the PIN. */
const go = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);

const look = async (page: Page, path: string, language: (typeof languages)[number], byHand: boolean): Promise<void> => {
  await page.evaluate(() => document.fonts.ready.then(() => null));
  for (const viewport of [tablet, laptop]) {
    await page.setViewportSize(viewport);
    expect(await overflow(page), `${path} ${language} ${viewport.width} px wide`).toBeLessThanOrEqual(0);
  }
  if (byHand) expect(await tooSmall(page), `${path} ${language}`).toEqual([]);
  if (language !== 'bo') return;
  expect(await remembered(page), path).toEqual([]);
  expect(await faultsOf(page, 'html'), `${path} ${language}`).toEqual([]);
};

for (const { who, paths } of screens)
  test(`screens of ${who} in four languages`, async ({ browser }) => {
    test.setTimeout(240_000);
    const { context, page } = await open(browser, who);
    const settled = watchCalls(page);
    if (who === 'worker1' || who === 'vaccinator')
      for (const language of languages) {
        await go(page, '/me');
        await speak(page, language);
        for (const path of paths) {
          await go(page, path);
          await settled();
          await look(page, path, language, who === 'worker1');
        }
      }
    // every page of a desk has the choice of language in its head
    else
      for (const path of paths) {
        await go(page, path);
        await settled();
        for (const language of languages) {
          await speak(page, language);
          await look(page, path, language, false);
        }
      }
    await context.close();
  });

/** What opens a dialog on a page, in whatever language. */
const dialogs: { who: Cast; path: string; opens: string }[] = [
  { who: 'admin', path: '/rules/2224/cn-covid19', opens: 'table button >> nth=0' },
  { who: 'admin', path: '/rules/2224/cn-covid19', opens: 'button:has(.tabler-icon-plus)' },
  { who: 'admin', path: '/rules/2224/local-limits', opens: 'button >> nth=0' },
  { who: 'admin', path: '/rules/2224/screening-questions', opens: 'button >> nth=0' },
  { who: 'admin', path: '/users', opens: 'button:has(.tabler-icon-user-plus)' },
  { who: 'admin', path: '/users', opens: 'table button >> nth=0' },
  { who: 'admin', path: '/campaigns', opens: 'button:has(.tabler-icon-plus)' },
  { who: 'supervisor', path: '/register', opens: 'button:has(.tabler-icon-file-export)' },
  { who: 'supervisor', path: '/key-places', opens: 'button:has(.tabler-icon-plus)' },
];

for (const who of ['admin', 'supervisor'] as const)
  test(`dialogs of ${who}: axe finds nothing, nothing sticks out, the browser notes nothing`, async ({ browser }) => {
    test.setTimeout(120_000);
    const { context, page } = await open(browser, who, tablet);
    await page.goto('/account');
    await speak(page, 'bo');
    for (const { path, opens } of dialogs.filter((one) => one.who === who)) {
      await page.goto(path);
      await page.locator('main').locator(opens).first().click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toBeVisible();
      await expect(dialog).toHaveCSS('opacity', '1');
      await expect(dialog.locator('button').last()).toBeInViewport();
      expect(await overflow(page), path).toBeLessThanOrEqual(0);
      expect(await dialog.evaluate((box) => box.scrollWidth - box.clientWidth), path).toBeLessThanOrEqual(0);
      expect(await remembered(page), path).toEqual([]);
      expect(await faultsOf(page, '[role="dialog"]'), path).toEqual([]);
    }
    await context.close();
  });

test('the sign-in page in four languages keeps what was typed', async ({ page }) => {
  await page.goto('/sign-in');
  await page.locator('input[autocomplete="username"]').fill('worker1');
  for (const language of languages) {
    await speak(page, language);
    await expect(page.locator('input[autocomplete="username"]')).toHaveValue('worker1');
    for (const viewport of [tablet, laptop]) {
      await page.setViewportSize(viewport);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    }
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
});
