/** Journey: a doctor at a bedside without a network, from the request to the watch; the browser is closed in between. */
import { expect, test } from '@playwright/test';
import { openTablet } from './cast.ts';

test('an elder is assessed, screened, heard, vaccinated and watched offline, and everything arrives', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { context, page } = await openTablet(browser, 'doctor');
  const tap = (name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();
  // somebody nobody has asked for yet; the pages of the bedside are on the tablet before the road ends
  const asking = page.getByRole('button', { name: '提出申请' });
  for (let index = 0; ; index += 1) {
    await page.goto('/my-register');
    await page.locator('a[href^="/my-register/"]:not([href$="/new"])').nth(index).click();
    await tap('上门接种');
    await expect(page.getByRole('button', { name: /^申请/ })).toBeVisible();
    const found = await asking.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
    if (found) break;
  }
  await context.setOffline(true);

  await tap('家人');
  await tap('提出申请');
  await expect(page.getByRole('group', { name: '进食' })).toBeVisible();
  for (const item of await page.getByRole('button', { name: '0 分', exact: true }).all()) await item.click();
  await page.getByRole('checkbox', { name: /出不了门/ }).check();
  await expect(page.getByText(/合计 0 分/)).toBeVisible();
  await tap('保存');
  await tap('同意上门接种');
  await expect(page.getByText(/没有：|有没有：/).first()).toBeVisible();
  for (const answer of await page.getByRole('button', { name: '没有', exact: true }).all()) await answer.click();
  await expect(page.getByText('筛查结果：可以接种')).toBeVisible();
  await tap('保存');
  await page.getByRole('checkbox', { name: /听明白了/ }).check();
  await tap('同意接种');
  const frame = page.getByTestId('signature');
  await frame.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const pad = await frame.boundingBox();
  if (pad === null) throw new Error('no place to sign');
  await page.mouse.move(pad.x + 60, pad.y + 60);
  await page.mouse.down();
  await page.mouse.move(pad.x + 200, pad.y + 90, { steps: 8 });
  await page.mouse.up();
  await tap('保存');

  // what is not as it should be is said before the needle
  await tap('灭活疫苗');
  await page.getByLabel('有效期至').fill('2020-01-01');
  await expect(page.getByText('疫苗已过有效期')).toBeVisible();
  await expect(page.getByText(/上门小组不足两人/)).toBeVisible();
  await page.getByLabel('有效期至').fill('2030-12-31');
  await page.getByRole('checkbox', { name: '崔明哲' }).check();
  await expect(page.getByText('疫苗已过有效期')).toHaveCount(0);
  await expect(page.getByText(/上门小组不足两人/)).toHaveCount(0);
  await page.getByLabel('追溯码').fill('81234567890123456789');
  await page.getByLabel('批号', { exact: true }).fill('2026A01');
  for (const check of await page.getByRole('checkbox', { name: /^(查|对|验证)：/ }).all()) await check.check();
  await tap(/已接种，保存|如实保存/);

  // the clock goes on from the dose, also when the app was closed
  await expect(page.getByRole('timer')).toContainText(/29:5\d/);
  await page.reload();
  await expect(page.getByRole('timer')).toContainText(/29:\d\d/);
  await expect(page.getByRole('button', { name: '提前离开' })).toBeDisabled();
  await page.getByLabel('为什么提前离开').fill('老人要睡了，由女儿看护');
  await tap('提前离开');
  await expect(page.getByText('回家前说清楚')).toBeVisible();

  await context.setOffline(false);
  await page.goto('/sync');
  await tap('现在发送');
  await expect(page.getByText(/已全部发送/)).toBeVisible();
  await context.close();
});
