/** Journey: a denominator is counted, looked at, published and compared; the county's plan is approved by somebody else. */
import { expect, test } from '@playwright/test';
import { open } from './cast.ts';

test('coverage is provisional until a base figure is published, and names it afterwards', async ({ browser }) => {
  test.setTimeout(120_000);
  const { context, page } = await open(browser, 'supervisor');
  await page.goto('/progress');
  await expect(page.getByText('还没有发布底数')).toBeVisible();
  await page.getByRole('link', { name: '去统计底数' }).click();
  await page.getByRole('button', { name: '统计底数' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '统计底数' }).click();
  await page.getByRole('button', { name: '发布', exact: true }).click({ timeout: 60_000 });
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
  await expect(page.getByText('使用中')).toBeVisible({ timeout: 60_000 });

  // the parts add up to the whole, and a reason opens exactly its people
  await page.getByRole('link', { name: '底数第 1 号' }).click();
  const rows = page.locator('tbody tr');
  await expect(rows.first()).toContainText('合计');
  const all = (await rows.locator('td:nth-child(2)').allInnerTexts()).map((text) => Number(text.replaceAll(',', '')));
  const [whole = 0, ...parts] = all;
  expect(whole).toBeGreaterThan(0);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
  const reason = page.locator('main ul a').filter({ hasText: '参照日未满年龄' });
  const counted = (await reason.locator('strong').innerText()).replaceAll(/\D/g, '');
  await reason.click();
  await expect.poll(async () => (await page.locator('h2').last().innerText()).replaceAll(/\D/g, '')).toBe(counted);

  await page.goto('/progress');
  await expect(page.getByRole('link', { name: /底数第 1 号（.*），全部 [\d,]+ 人，符合条件 [\d,]+ 人/ })).toBeVisible();

  // counting again by a stricter rule, and who makes the difference
  await page.goto('/base-figures');
  await page.getByRole('button', { name: '统计底数' }).click();
  await page.getByLabel(/尚未上门核实/).check();
  await page.getByRole('dialog').getByRole('button', { name: '统计底数' }).click();
  await page.getByRole('link', { name: '比较' }).click({ timeout: 60_000 });
  await expect(page.getByText(/→ .*相差/)).toBeVisible();
  const difference = page.locator('main ul a').first();
  const people = (await difference.locator('strong').innerText()).replaceAll(/\D/g, '');
  await difference.click();
  await expect.poll(async () => (await page.locator('h2').last().innerText()).replaceAll(/\D/g, '')).toBe(people);
  await page.goto('/base-figures');
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '放弃草稿' }).click();
  await expect(page.getByText('已放弃')).toBeVisible();
  await context.close();
});

test('a work plan is written by one and approved by another, and a draft survives a reload', async ({ browser }) => {
  const writer = await open(browser, 'supervisor');
  const { page } = writer;
  await page.goto('/work-plans');
  await page.locator('tbody a').first().click();
  await expect(page.getByRole('button', { name: '提交审批' })).toBeDisabled();
  const texts = page.locator('textarea:not([aria-hidden])');
  await expect(texts).toHaveCount(6);
  for (let at = 0; at < 6; at++) await texts.nth(at).fill(`第 ${at + 1} 部分`);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await expect(page.getByText('草稿已保存。')).toBeVisible();
  await page.reload();
  await expect(page.locator('textarea:not([aria-hidden])').nth(5)).toHaveValue('第 6 部分');
  await page.getByRole('button', { name: '提交审批' }).click();
  await expect(page.getByText('这是您自己写的方案')).toBeVisible();
  const address = page.url();
  const other = await open(browser, 'admin');
  await other.page.goto(address);
  await other.page.getByRole('button', { name: '批准', exact: true }).click();
  await other.page.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click();
  await expect(other.page.getByText('已批准')).toBeVisible();
  await writer.context.close();
  await other.context.close();
});
