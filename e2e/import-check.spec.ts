/** The longer way of a file: dropped, corrected, remembered, stopped by a rule, approved by two, taken back and brought again. */
import { expect, test, type Page } from '@playwright/test';
import { open } from './cast.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
// another birthday each run, so that two runs on one server bring different people
const began = Date.now();
const birthday = [(Math.floor(began / 28) % 12) + 1, (began % 28) + 1]
  .map((part) => String(part).padStart(2, '0'))
  .join('');

const idOf = (serial: number): string => {
  const body = `990101194${serial % 10}${birthday}${String(100 + serial).padStart(3, '0')}`;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return `${body}${'10X98765432'[sum % 11] ?? ''}`;
};

const surnames = [...'欧阳鲜于端木闻人'];
const names = (serial: number): string =>
  `${surnames[serial % 8] ?? ''}试${'甲乙丙丁戊己庚辛壬癸'[serial % 10] ?? ''}${'一二三四五六'[serial % 6] ?? ''}`;

/** Nobody of the demo; the second line, not the first, names the columns; one row has no name and one a formula. */
const roster = (villages: readonly string[], from: number, count: number): string =>
  [
    '报表,甲,乙,丙',
    '姓名,公民身份号码,居住地区划代码,现住址',
    ...Array.from({ length: count }, (_, at) => {
      const serial = from + at;
      const name = at === 3 ? '' : names(serial);
      const address = at === 3 ? '=HYPERLINK("http://example.org")' : '河南街12号';
      return `${name},${idOf(serial)},${villages[serial % villages.length] ?? ''},"${address.replaceAll('"', '""')}"`;
    }),
  ].join('\n');

const drop = async (page: Page, files: readonly { name: string; text: string }[]): Promise<void> => {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, text } of given) data.items.add(new File([text], name, { type: 'text/csv' }));
    return data;
  }, files);
  await page.locator('label:has(input[type="file"])').dispatchEvent('drop', { dataTransfer: transfer });
};

const villagesOf = async (page: Page): Promise<string[]> => {
  const text = await (await page.request.get('/api/demo-files/population.csv')).text();
  return [...new Set(text.match(/(?<=,)2224\d{8}(?=,)/g) ?? [])].slice(0, 5);
};

test('a file is corrected, remembered, stopped, approved by two admins, taken back and brought again', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const { context, page } = await open(browser, 'admin');
  await page.goto('/imports');
  const villages = await villagesOf(page);
  await drop(page, [
    { name: '河南街道.csv', text: roster(villages, 0, 41) },
    { name: '新兴街道.csv', text: roster(villages, 200, 30) },
  ]);
  await expect(page.getByRole('link', { name: '打开 河南街道.csv' })).toBeVisible();
  await expect(page.getByRole('link', { name: '打开 新兴街道.csv' })).toBeVisible();
  expect(page.url()).not.toContain('%');

  // the first line looks like a header and is none
  await page.getByRole('link', { name: '打开 河南街道.csv' }).click();
  await page.getByRole('radio', { name: '第 2 行是表头' }).click();
  await expect(page.getByText(/表头在第 2 行/)).toBeVisible();
  await page.getByLabel('种类').selectOption('人口');
  await page.getByLabel('报送单位').fill('延吉市公安局');
  await page.getByRole('button', { name: '开始检查' }).click();

  // nobody of the file is known: one person's word is not enough
  await expect(page.getByText('触发停止规则：须另一位管理员确认')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/只有 0% 的行/)).toBeVisible();
  await expect(page.getByRole('button', { name: '批准并写入台账' })).toHaveCount(0);
  await expect(page.getByText('这个文件由您上传，须由另一位管理员确认。')).toBeVisible();
  const address = page.url();

  await page.getByRole('tab', { name: '抽样查看' }).click();
  await expect(page.getByRole('cell', { name: /试/ }).first()).toBeVisible();
  await expect(page.getByRole('cell', { name: /^990.*\*{4,}/ }).first()).toBeVisible();
  await page.getByRole('tab', { name: '问题行' }).click();
  // the column by the name it has in the file
  await expect(page.getByRole('row', { name: /^第 [\d,]+ 行 姓名 缺姓名/ }).first()).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载问题行 (XLSX)' }).click(),
  ]);
  const sheet = await download.path();

  const second = await open(browser, 'admin2');
  await second.page.goto(address);
  await second.page.getByRole('button', { name: '我已核对，同意继续' }).click();
  const dialog = second.page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('太短');
  await expect(dialog.getByRole('button', { name: '我已核对，同意继续' })).toBeDisabled();
  await dialog.getByRole('textbox').fill('与公安局电话核对过，确为新迁入人员');
  await dialog.getByRole('button', { name: '我已核对，同意继续' }).click();
  await expect(second.page.getByText('您已确认，须由另一位管理员批准。')).toBeVisible();
  await second.context.close();

  await page.goto(address);
  await page.getByRole('button', { name: '批准并写入台账' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '批准并写入台账' }).click();
  await expect(page.getByText('已写入台账').first()).toBeVisible({ timeout: 120_000 });

  await page.getByRole('button', { name: '撤销导入' }).click();
  await expect(page.getByRole('dialog').getByText('新增的 40 人退出台账')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: '撤销导入' }).click();
  await expect(page.getByText('这次导入已撤销')).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: '撤销这次“撤销”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次“撤销”' }).click();
  await expect(page.getByText('已写入台账').first()).toBeVisible({ timeout: 120_000 });

  // the office's next file has the same columns
  await page.goto('/imports');
  await page.getByRole('link', { name: '新兴街道.csv' }).click();
  await page.getByRole('radio', { name: '第 2 行是表头' }).click();
  await expect(page.getByText(/按 河南街道.csv/)).toBeVisible();
  await expect(page.getByLabel('报送单位')).toHaveValue('延吉市公安局');

  // the rows that need a hand come back as a spreadsheet that can be sent again
  await page.goto('/imports');
  await page.locator('input[type="file"]').setInputFiles({
    name: '更正.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await import('node:fs/promises').then((fs) => fs.readFile(sheet)),
  });
  await page.getByRole('link', { name: '打开 更正.xlsx' }).click();
  const lines = page.getByRole('region', { name: /文件的前几行/ });
  await expect(lines.getByRole('cell', { name: '“姓名”的原因' })).toBeVisible();
  await expect(lines.getByRole('cell', { name: '缺姓名' })).toBeVisible();
  await expect(lines.getByRole('cell', { name: "'=HYPERLINK" })).toBeVisible();

  await page.goto('/imports?state=approved&kind=population');
  await expect(page.getByRole('row', { name: /河南街道/ })).toContainText('确认 南明玉');
  await expect(page.getByRole('row', { name: /新兴街道/ })).toHaveCount(0);
  await context.close();
});
