/** An admin reviews doubtful pairs by keyboard: decides, takes back, asks at the door, finds the answers again. */
import { expect, test, type Page } from '@playwright/test';
import { laptop, open } from './cast.ts';

const pairShown = (page: Page): Promise<string> =>
  page
    .locator('table tbody tr')
    .first()
    .innerText()
    .then((text) => text.trim());

const leftOf = async (page: Page): Promise<number> => {
  const words = await page.getByText(/还有 [\d,]+ 对/).innerText();
  return Number(words.replace(/\D/g, ''));
};

test('pairs are reviewed one after the other by keyboard, and every answer can be taken back', async ({ browser }) => {
  const { context, page } = await open(browser, 'admin', laptop);
  await page.goto('/pairs');
  await expect(page.getByText(/机器估计/)).toBeVisible();
  await expect(page.getByText(/证据(强|弱)|有一定证据/).first()).toBeVisible();
  expect(await page.locator('main').innerText()).not.toMatch(/(?<!\d)\d{17}[\dX](?!\d)/);
  const before = await leftOf(page);
  const first = await pairShown(page);

  await page.keyboard.press('2');
  await expect.poll(() => leftOf(page)).toBe(before - 1);
  await page.keyboard.press('3');
  await expect.poll(() => leftOf(page)).toBe(before - 2);
  await page.keyboard.press('u');
  await page.keyboard.press('u');
  await expect.poll(() => leftOf(page)).toBe(before);
  expect(await pairShown(page)).toBe(first);

  const arrived = page.waitForResponse((reply) => reply.request().postData()?.includes('"different"') === true);
  await page.keyboard.press('2');
  await expect.poll(() => leftOf(page)).toBe(before - 1);
  expect((await arrived).ok()).toBe(true);
  await page.getByRole('button', { name: '我的判断' }).click();
  await expect(page).toHaveURL(/tab=mine/);
  const takeBack = page.getByRole('button', { name: '撤销', exact: true });
  const newest = page.getByRole('listitem').filter({ hasText: '不是同一人', has: takeBack }).first();
  await expect(newest).toBeVisible();
  await newest.getByRole('button', { name: '撤销' }).click();
  await expect(page.getByText('撤销判断').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('撤销判断').first()).toBeVisible();
  await context.close();
});

test('where a field comes from is shown, corrected with a reason, and given back to the files', async ({ browser }) => {
  const { context, page } = await open(browser, 'supervisor', laptop);
  await page.goto('/register');
  await page.locator('a[href^="/person/"]').first().click();
  const field = page.getByRole('listitem').filter({ hasText: '民族' }).first();
  await expect(field).toBeVisible();
  await field.getByRole('button', { name: '改选或更正' }).click();
  const dialog = page.getByRole('dialog');
  const typed = dialog.getByLabel('都不对，另外填写');
  if (await typed.isVisible()) await typed.check();
  await dialog.getByLabel('民族').fill('10');
  await dialog.getByLabel('理由').fill('看过户口本');
  await dialog.getByRole('button', { name: '以此为准' }).click();
  await expect(field).toContainText('看过户口本');
  await field.getByRole('button', { name: '撤回选择' }).click();
  await expect(field).not.toContainText('看过户口本');
  await context.close();
});
