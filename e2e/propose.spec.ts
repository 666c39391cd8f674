/** An elder found at the door: proposed offline, decided by the supervisor, the visit kept in every case. */
import { expect, test } from '@playwright/test';
import { figuresOf, open, openTablet } from './cast.ts';

test('an elder who is not on the list is added offline and counts as found at the door', async ({ browser }) => {
  const supervisor = await open(browser, 'supervisor');
  const doorFound = async (): Promise<number> => {
    await supervisor.page.goto('/progress');
    const total = figuresOf(supervisor.page).locator('tbody tr').first();
    await expect(total).toContainText('合计');
    return Number((await total.locator('td').last().innerText()).replaceAll(',', ''));
  };
  const before = await doorFound();

  const { context, page } = await openTablet(browser, 'worker1');
  await page.goto('/my-register');
  await context.setOffline(true);
  await page.getByRole('link', { name: '新增老年人' }).first().click();
  await page.getByRole('group', { name: '村(社区)' }).getByRole('button').first().click();
  await page.getByLabel('姓名').fill('金福顺');
  await page.getByLabel('出生日期').fill('1938-03-04');
  await page.getByRole('button', { name: '朝鲜语' }).click();
  await page.getByRole('button', { name: '保存并记录上门' }).click();
  await page.getByRole('button', { name: '同意接种' }).click();
  await page.getByRole('button', { name: '保存上门记录' }).click();
  await expect(page.getByText(/离线 · 2 条待发送/)).toBeVisible();
  await context.setOffline(false);
  await page.goto('/sync');
  await page.getByRole('button', { name: '现在发送' }).click();
  await expect(page.getByText(/已全部发送/)).toBeVisible();

  expect(await doorFound()).toBe(before + 1);
  await supervisor.page.goto('/proposals');
  const card = supervisor.page.locator('article', { hasText: '金福顺' });
  await expect(card).toContainText('1 次上门');
  await card.getByRole('button', { name: '列入台账' }).click();
  await supervisor.page.getByRole('dialog').getByRole('button', { name: '列入台账' }).click();
  await expect(card).toHaveCount(0);
  expect(await doorFound()).toBe(before + 1);
  await context.close();
  await supervisor.context.close();
});
