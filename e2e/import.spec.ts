/** Journey 1: an admin brings a file in, checks the columns, reads the preview, and approves it. */
import { expect, test } from '@playwright/test';
import { open } from './cast.ts';

test('a file goes from upload over mapping and preview into the register, and a second time changes nothing', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { context, page } = await open(browser, 'admin');
  await page.goto('/imports');
  const offered = await context.request.get('/api/demo-files/population.csv');
  expect(offered.ok()).toBe(true);
  const file = { name: 'population.csv', mimeType: 'text/csv', buffer: await offered.body() };

  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByRole('link', { name: '打开 population.csv' }).click();
  await expect(page.getByText('列的对应').first()).toBeVisible();
  await expect(page.getByText(/表头在第 \d+ 行/)).toBeVisible();
  await page.getByRole('button', { name: '开始检查' }).click();
  await expect(page.getByRole('button', { name: '批准并写入台账' })).toBeVisible({ timeout: 120_000 });
  for (const figure of ['读取行数', '有效', '无效', '新增人员', '匹配到已有人员', '待复核配对'])
    await expect(page.getByText(figure, { exact: true }).first()).toBeVisible();

  await page.getByRole('button', { name: '批准并写入台账' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '批准并写入台账' }).click();
  await expect(page.getByText('已写入台账').first()).toBeVisible({ timeout: 120_000 });

  await page.goto('/imports');
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(page.getByText(/导入过/).first()).toBeVisible();
  await context.close();
});

test('a file that is not what its name says is refused in words', async ({ browser }) => {
  const { context, page } = await open(browser, 'admin');
  await page.goto('/imports');
  await page.locator('input[type="file"]').setInputFiles({
    name: 'people.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from('姓名,性别\n张三,男\n'),
  });
  await expect(page.getByRole('alert')).toContainText('文件内容与扩展名不符');
  await context.close();
});
