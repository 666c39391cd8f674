/** Journey 3: a worker knocks on doors, with the network, without it, and when the reply is lost. */
import { expect, test, type Page } from '@playwright/test';
import { openTablet } from './cast.ts';

/** Opens a person of "my register" who has not been visited, by place in the list. */
const openPerson = async (page: Page, index: number): Promise<string> => {
  await page.goto('/my-register');
  const links = page.locator('a[href^="/my-register/"]:not([href$="/new"])');
  await links.nth(index).click();
  await expect(page.getByRole('button', { name: '记录上门' })).toBeVisible();
  return (await page.getByRole('heading', { level: 1 }).last().innerText()).trim();
};

const logVisit = async (page: Page, outcome: string, reason: string | null): Promise<void> => {
  await page.getByRole('button', { name: '记录上门' }).click();
  await page.getByRole('button', { name: outcome }).click();
  if (reason !== null) await page.getByRole('button', { name: reason }).click();
  await page.getByRole('button', { name: '保存上门记录' }).click();
  // a refusal is said of one person by name
  if (outcome === '暂不愿意') await page.getByRole('button', { name: '没错，保存' }).click();
  await expect(page.getByText('已保存在平板上').first()).toBeVisible();
};

test('one outcome, one reason and the proposed date take at most six taps from today', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker1');
  let taps = 0;
  const tap = async (name: string | RegExp, role: 'button' | 'link' = 'button') => {
    await page.getByRole(role, { name }).first().click();
    taps += 1;
  };
  await page.goto('/today');
  await page.locator('a[href^="/today/"]').first().click();
  taps += 1;
  await tap('记录上门');
  await tap('还在考虑');
  await tap('担心副反应');
  await expect(page.getByRole('button', { name: /按规定/ })).toHaveAttribute('aria-pressed', 'true');
  await tap('保存上门记录');
  await expect(page.getByText('已保存在平板上').first()).toBeVisible();
  expect(taps).toBeLessThanOrEqual(6);
  await expect(page.getByText(/已全部发送/)).toBeVisible();
  await context.close();
});

test('“not home” takes at most four taps from today', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker2');
  await page.goto('/today');
  const acts = [
    page.locator('a[href^="/today/"]').first(),
    page.getByRole('button', { name: '记录上门' }),
    page.getByRole('button', { name: '家中无人' }),
    page.getByRole('button', { name: '保存上门记录' }),
  ];
  expect(acts.length).toBeLessThanOrEqual(4);
  for (const act of acts) await act.click();
  await expect(page.getByText('已保存在平板上').first()).toBeVisible();
  await expect(page.getByText(/已全部发送/)).toBeVisible();
  await context.close();
});

test('a visit without a network is saved on the tablet and sent exactly once when it returns', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker1');
  await openPerson(page, 1);
  await context.setOffline(true);
  await logVisit(page, '暂不愿意', '担心病情加重');
  await expect(page.getByText(/离线 · 1 条待发送/)).toBeVisible();
  // the tablet is switched off and on in the mountains
  await page.reload();
  await expect(page.getByText(/离线 · 1 条待发送/)).toBeVisible();
  await page.goto('/sync');
  await expect(page.getByText('已保存在平板上').first()).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: '现在发送' }).click();
  await expect(page.getByText(/已全部发送/)).toBeVisible();
  await expect(page.getByText('已发送').first()).toBeVisible();
  await context.close();
});

test('when the reply is lost after the server committed, the visit stands once', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker1');
  let lost = 0;
  await page.route('**/api/trpc/sync.push**', async (route) => {
    if (lost === 0) {
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    } else await route.continue();
  });
  await openPerson(page, 2);
  await logVisit(page, '家中无人', null);
  const person = page.url().split('/').at(-1);
  await expect.poll(() => lost).toBe(1);
  await page.goto('/sync');
  await page.getByRole('button', { name: '现在发送' }).click();
  await expect(page.getByText(/已全部发送/)).toBeVisible();
  const supervisor = await context.browser()?.newContext();
  expect(supervisor).toBeDefined();
  await page.goto(`/my-register/${person}`);
  await expect(page.getByText('家中无人')).toHaveCount(1);
  await supervisor?.close();
  await context.close();
});

test('a form survives a reload at the same place', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker2');
  await openPerson(page, 0);
  await page.getByRole('button', { name: '记录上门' }).click();
  await page.getByRole('button', { name: '还在考虑' }).click();
  await page.getByRole('button', { name: '想再等等' }).click();
  await page.getByLabel(/备注/).fill('门口有狗');
  await page.waitForTimeout(1200);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByLabel(/备注/)).toHaveValue('门口有狗');
  await expect(page.getByRole('button', { name: /想再等等/ })).toHaveAttribute('aria-pressed', 'true');
  await context.close();
});

test('a visit can be undone for ten seconds', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker2');
  await openPerson(page, 1);
  await logVisit(page, '同意接种', null);
  await page.getByRole('button', { name: /撤销/ }).click();
  await expect(page.getByText('已撤销').first()).toBeVisible();
  await expect(page.getByText(/已全部发送/)).toBeVisible();
  await context.close();
});
