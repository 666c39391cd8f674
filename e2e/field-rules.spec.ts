/** What a worker feels, on a real screen: the rules that no test without a browser can see. */
import { expect, test, type Page } from '@playwright/test';
import { laptop, openTablet, speak, tablet } from './cast.ts';
import { lookOver } from './look-over.ts';

test.use({ actionTimeout: 10_000 });

const places = ['/today', '/my-register', '/my-register/new', '/follow-ups', '/village', '/sync', '/me'];

const twoFrames = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => void requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

/** As a tap does: the page stays, and with it the PIN. */
const go = async (page: Page, path: string): Promise<void> => {
  // by way of another place: what was opened on this one closes
  for (const each of ['/sync', path]) {
    await page.evaluate((to) => {
      history.pushState({}, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, each);
    await expect(page.locator('main h1:visible').first()).toBeVisible();
    await twoFrames(page);
  }
};

/** Somebody of the list who may or may not be due: what is done to them takes nobody from the journeys after this one. */
const anybodyOf = async (page: Page): Promise<string> => {
  await page.goto('/my-register');
  const link = page.locator('a[href^="/my-register/"]:not([href$="/new"])').nth(1);
  await link.waitFor();
  return ((await link.getAttribute('href')) ?? '').replace('/my-register', '/today');
};

const personOf = async (page: Page): Promise<string> => {
  await page.goto('/today');
  const link = page.locator('a[href^="/today/"]').first();
  await link.waitFor();
  return (await link.getAttribute('href')) ?? '';
};

const press = async (page: Page, field: string): Promise<void> => {
  const button = page.locator(`[data-field="${field}"]`);
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
};
const openPencil = (page: Page, at: number): Promise<void> =>
  page.locator('main button:has(svg.tabler-icon-pencil)').nth(at).click();

/** Places of a worker, and what opens on them; no words, so that every language can go there. */
const screens = (person: string, due: string): { path: string; open?: (page: Page) => Promise<void> }[] => [
  ...places.map((path) => ({ path })),
  { path: person },
  { path: person, open: (page) => openPencil(page, 0) },
  { path: person, open: (page) => openPencil(page, 1) },
  { path: person, open: (page) => page.locator('ol button:has(svg.tabler-icon-arrow-back-up)').first().click() },
  { path: `${person}/visit` },
  {
    path: `${person}/visit`,
    open: async (page) => {
      await press(page, 'outcome 04');
      await press(page, 'reason M1');
    },
  },
  {
    path: `${person}/visit`,
    open: async (page) => {
      await page.locator('main footer button').click();
      await expect(page.locator('main footer button')).toHaveCount(2);
    },
  },
  { path: `${person}/household` },
  { path: `${person}/home` },
  { path: `${due}/close` },
  { path: `${due}/close`, open: (page) => press(page, 'code C3') },
];

test('1 and 8: without a network every place opens at once, with the chip, and nothing waits', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker2');
  const person = await anybodyOf(page);
  // an entry that is open, so that its closing can be asked for; nothing is sent of it
  const due = await personOf(page);
  await context.setOffline(true);
  await page.goto(`${person}/visit`);
  for (const { path, open } of [
    ...screens(person, due).filter((screen) => screen.open === undefined),
    { path: '/quiz' },
  ]) {
    await go(page, path);
    await open?.(page);
    const chip = page.getByTestId('sync-chip');
    await expect.soft(chip, path).toBeVisible();
    await expect.soft(chip, path).toContainText('离线');
    await expect.soft(chip.locator('svg').first(), path).toBeVisible();
    await expect.soft(page.locator('[role=progressbar]:not(progress), [aria-busy=true]'), path).toHaveCount(0);
  }
  await expect(page.getByText('学习需要联网。')).toBeVisible();
  await context.close();
});

test('4 and 15: large, apart, within reach, dark, and at 130 % cut off nowhere, in Tibetan least of all', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { context, page } = await openTablet(browser, 'worker2');
  const person = await anybodyOf(page);
  // an entry that is open, so that its closing can be asked for; nothing is sent of it
  const due = await personOf(page);
  // a visit of one's own, to be taken back
  await go(page, `${person}/visit`);
  await press(page, 'outcome 02');
  await page.locator('main footer button').click();
  await expect(page.getByText('已保存在平板上').first()).toBeVisible();
  const lookAround = async (as: string): Promise<void> => {
    for (const { path, open } of screens(person, due)) {
      await go(page, path);
      await open?.(page);
      for (const viewport of [tablet, laptop]) {
        await page.setViewportSize(viewport);
        await twoFrames(page);
        expect.soft(await lookOver(page), `${path} ${as} ${viewport.width}`).toEqual([]);
      }
    }
  };
  await lookAround('zh-CN 100 %');
  for (const language of ['bo', 'ko', 'en', 'zh-CN'] as const) {
    await go(page, '/me');
    await speak(page, language);
    await page.getByRole('button', { name: '130%' }).click();
    await lookAround(`${language} 130 %`);
  }
  await context.close();
});

test('sunlight colours stay over a restart', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker2');
  await page.goto('/me');
  await page.getByRole('button', { name: '阳光下' }).click();
  await page.reload();
  await expect(page.getByTestId('sync-chip')).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)');
  await context.close();
});

test('follow-ups: a re-contact moves with one tap and without a network', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker2');
  const person = await personOf(page);
  await page.goto(person);
  await expect(page.getByRole('button', { name: '记录上门' })).toBeVisible();
  const name = (await page.getByRole('heading', { level: 1 }).last().innerText()).trim();
  await page.getByRole('button', { name: '记录上门' }).click();
  await page.getByRole('button', { name: '还在考虑' }).click();
  await page.getByRole('button', { name: '担心副反应' }).click();
  await expect(page.getByRole('heading', { name: /怎么说/ })).toBeVisible();
  await page.getByRole('button', { name: '保存上门记录' }).click();
  await expect(page.getByText('已保存在平板上').first()).toBeVisible();
  await context.setOffline(true);
  await page.goto('/follow-ups');
  const card = page.getByRole('article').filter({ hasText: name }).first();
  await card.getByRole('button', { name: new RegExp(name) }).click();
  await card.getByRole('group').getByRole('button').first().click();
  await expect(page.getByTestId('sync-chip')).toContainText(/[12] 条待发送/);
  await context.setOffline(false);
  await page.goto('/sync');
  await page.getByRole('button', { name: '现在发送' }).click();
  await expect(page.getByText(/已全部发送/)).toBeVisible();
  await context.close();
});
