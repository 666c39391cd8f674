/** Journeys 2 and 4: the register, the figures of this moment, and who has which people. */
import { expect, test, type Page } from '@playwright/test';
import { figuresOf, open } from './cast.ts';

const countOf = async (page: Page): Promise<number> => {
  const words = page.getByText(/^共 [\d,]+ 人$/);
  await expect(words).toBeVisible();
  return Number((await words.innerText()).replaceAll(/\D/g, ''));
};

test('every figure opens exactly the people it counts', async ({ browser }) => {
  const { context, page } = await open(browser, 'supervisor');
  await page.goto('/progress');
  const total = figuresOf(page).locator('tbody tr').first();
  await expect(total).toContainText('合计');
  const figures = await total.locator('td a').count();
  expect(figures).toBeGreaterThan(4);
  for (let index = 0; index < figures; index++) {
    await page.goto('/progress');
    const link = figuresOf(page).locator('tbody tr').first().locator('td a').nth(index);
    const shown = Number((await link.innerText()).replaceAll(',', ''));
    await link.click();
    await page.waitForURL(/\/register/);
    await expect.poll(() => countOf(page)).toBe(shown);
  }
  await context.close();
});

test('progress goes down to the worker of a village, and the parts add up to the whole', async ({ browser }) => {
  const { context, page } = await open(browser, 'supervisor');
  await page.goto('/progress');
  for (;;) {
    const rows = figuresOf(page).locator('tbody tr');
    await expect(rows.first()).toContainText('合计');
    const registered = (await rows.locator('td:nth-child(2)').allInnerTexts()).map((text) =>
      Number(text.replaceAll(',', '')),
    );
    const [whole = 0, ...parts] = registered;
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
    // go where most people are
    const down = rows.nth(1 + parts.indexOf(Math.max(...parts))).locator('td:first-child a');
    if ((await down.count()) === 0) break;
    const address = await down.getAttribute('href');
    await down.click();
    await page.waitForURL((url) => url.pathname + url.search === address);
    await expect(figuresOf(page).locator('tbody tr').first().locator('td:nth-child(2)')).toHaveText(
      Math.max(...parts).toLocaleString('en-US'),
    );
  }
  await expect(figuresOf(page).getByRole('columnheader').first()).toHaveText('负责人');
  await context.close();
});

test('the register is searched by name, initials and tail, filtered, sorted and shared by its address', async ({
  browser,
}) => {
  const { context, page } = await open(browser, 'supervisor');
  await page.goto('/register');
  const all = await countOf(page);
  const name = await page.locator('tbody tr a').first().innerText();
  await page.getByLabel('搜索').fill(name);
  await expect.poll(() => countOf(page)).toBeLessThan(all);
  await expect(page.locator('tbody tr a').first()).toHaveText(name);
  expect(page.url()).not.toContain(encodeURIComponent(name));
  const found = await countOf(page);
  await page.locator('tbody tr a').first().click();
  await page.waitForURL((url) => url.pathname !== '/register');
  await page.goBack();
  await expect(page.getByLabel('搜索')).toHaveValue(name);
  await expect.poll(() => countOf(page)).toBe(found);
  await page.getByLabel('搜索').fill('');
  await expect.poll(() => countOf(page)).toBe(all);
  await page.getByRole('button', { name: '按姓名排序' }).click();
  await expect(page.getByRole('columnheader', { name: /姓名/ })).toHaveAttribute('aria-sort', 'ascending');
  await page.goto('/register?band=80%2B&dose=none');
  const filtered = await countOf(page);
  expect(filtered).toBeLessThan(all);
  await page.reload();
  expect(await countOf(page)).toBe(filtered);
  await context.close();
});

test('single people are given to a worker and go back to whoever has their area', async ({ browser }) => {
  const { context, page } = await open(browser, 'supervisor');
  await page.goto('/register?figure=withoutOwner&area=222403');
  const before = await countOf(page);
  expect(before).toBeGreaterThan(1);
  await page.locator('tbody tr').first().getByRole('checkbox').check();
  await page.getByRole('button', { name: /指定负责人/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '交给' }).click();
  await page.getByRole('listbox').getByRole('option').first().click();
  await dialog.getByRole('button', { name: '确认分配' }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => countOf(page)).toBe(before - 1);
  await context.close();
});

test('a person is shown masked; looking asks why and is hidden again', async ({ browser }) => {
  const { context, page } = await open(browser, 'supervisor');
  await page.goto('/register');
  await page.locator('tbody tr a').first().click();
  await expect(page.getByText(/\d{6}\*{8}\d{3}[\dX]/).first()).toBeVisible();
  await page.getByRole('button', { name: '查看' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '查看' }).click();
  await expect(page.getByText(/^\d{17}[\dX]$/)).toBeVisible();
  await page.getByRole('button', { name: '隐藏' }).click();
  await expect(page.getByText(/^\d{17}[\dX]$/)).toHaveCount(0);
  await context.close();
});
