/** Journey 1: an admin brings a file in, checks the columns, reads the preview, and approves it. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { open } from './cast.ts';

/** Where another journey has added people this list does not know, a stop rule asks for a second admin. */
const secondWordIfAsked = async (browser: Browser, page: Page): Promise<void> => {
  const stop = page.getByText('触发停止规则：须另一位管理员确认');
  await expect(stop.or(page.getByRole('button', { name: '批准并写入台账' }))).toBeVisible({ timeout: 120_000 });
  if (!(await stop.isVisible())) return;
  const { context, page: other } = await open(browser, 'admin2');
  await other.goto(page.url());
  await other.getByRole('button', { name: '我已核对，同意继续' }).click();
  await other.getByRole('dialog').getByRole('textbox').fill('与报送单位核对过，名单无误');
  await other.getByRole('dialog').getByRole('button', { name: '我已核对，同意继续' }).click();
  await expect(other.getByText('您已确认，须由另一位管理员批准。')).toBeVisible();
  await context.close();
  await page.reload();
};

test('a file goes from upload over mapping and preview into the register, and a second time changes nothing', async ({
  browser,
}) => {
  test.setTimeout(240_000);
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
  await secondWordIfAsked(browser, page);
  await expect(page.getByRole('button', { name: '批准并写入台账' })).toBeVisible();
  for (const figure of ['读取行数', '有效', '无效', '新增人员', '匹配到已有人员', '待复核配对'])
    await expect(page.getByText(figure, { exact: true }).first()).toBeVisible();

  await page.getByRole('button', { name: '批准并写入台账' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '批准并写入台账' }).click();
  await expect(page.getByText('已写入台账').first()).toBeVisible({ timeout: 120_000 });

  await page.goto('/imports');
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(page.getByText(/以前上传过/).first()).toBeVisible();
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
