/** Journey: a tablet is taken out of use while work waits on it; the work is entered by the supervisor. */
import { expect, test } from '@playwright/test';
import { open, openTablet } from './cast.ts';

test('a revoked tablet empties itself at its next contact, and the supervisor enters what it still held', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { context, page } = await openTablet(browser, 'worker1');
  await page.goto('/me');
  await expect(page.getByText(/本机编号/)).toBeVisible();
  const device = /本机编号 ([0-9a-f]{8})/.exec(await page.getByText(/本机编号/).innerText())?.[1] ?? '';
  await context.setOffline(true);
  await page.goto('/my-register');
  await page.locator('a[href^="/my-register/"]:not([href$="/new"])').nth(9).click();
  await page.getByRole('button', { name: '记录上门' }).click();
  await page.getByRole('button', { name: '家中无人' }).click();
  await page.getByRole('button', { name: '保存上门记录' }).click();
  await expect(page.getByText('已保存在平板上').first()).toBeVisible();

  const office = await open(browser, 'supervisor');
  await office.page.goto('/devices');
  const row = office.page.getByRole('row', { name: new RegExp(device) });
  await row.getByRole('button', { name: '停用' }).click();
  await office.page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await expect(row).toContainText('已停用');

  await context.setOffline(false);
  await expect(page.getByText('这台平板已被停用')).toBeVisible({ timeout: 60_000 });
  const left = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const database = names.find((name) => /^qiaomen-.{36}$/.test(name));
    if (database === undefined) return 0;
    return new Promise<number>((resolve) => {
      const opening = indexedDB.open(database);
      opening.addEventListener('success', () => {
        const counting = opening.result.transaction('replica').objectStore('replica').count();
        counting.addEventListener('success', () => resolve(counting.result));
      });
    });
  });
  expect(left).toBe(0);
  await context.close();

  await office.page.goto('/attention');
  const kept = office.page.getByRole('row', { name: /停用/ }).first();
  await kept.getByRole('button', { name: '记入', exact: true }).click();
  await office.page.getByRole('dialog').getByRole('button', { name: '记入', exact: true }).click();
  await expect(office.page.getByRole('dialog')).toHaveCount(0);
  await office.page.getByText('已处理', { exact: true }).click();
  await expect(office.page.getByRole('row', { name: /已记入/ })).toHaveCount(1);
  await office.context.close();
});
