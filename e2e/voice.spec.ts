/** Somebody's own words at the door: spoken offline, kept through a restart, sent after the visit, heard at the desk. */
import { expect, test } from '@playwright/test';
import { open, openTablet } from './cast.ts';

test('a voice note spoken without a network follows its visit and is heard at the desk', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker1');
  await page.goto('/my-register');
  await page.locator('a[href^="/my-register/"]:not([href$="/new"])').nth(7).click();
  await page.getByRole('button', { name: '记录上门' }).click();
  await page.waitForURL('**/visit');
  const personId = new URL(page.url()).pathname.split('/').at(-2) ?? '';
  await context.setOffline(true);
  await page.getByRole('button', { name: '家中无人' }).click();
  await page.getByRole('button', { name: '开始录音' }).click();
  // nothing is saved in the middle of a sentence
  const stop = page.getByRole('button', { name: '停止录音 0:02' });
  await expect(stop).toBeVisible();
  await expect(page.getByRole('button', { name: '保存上门记录' })).toHaveCount(0);
  await stop.click();
  const kept = page.getByRole('button', { name: /^听这次的录音 0:0[1-4]/ });
  await expect(kept).toBeVisible();
  // the tablet is switched off in the middle of the form
  await page.waitForTimeout(1000);
  await page.reload();
  await expect(kept).toBeVisible();
  await page.getByRole('button', { name: '保存上门记录' }).click();
  await expect(page.getByText('已保存在平板上').first()).toBeVisible();
  let county = '';
  page.on('request', (request) => {
    county = /\/api\/photos\/(\d{6})\//.exec(request.url())?.[1] ?? county;
  });
  await context.setOffline(false);
  await page.goto('/sync');
  await page.getByRole('button', { name: '现在发送' }).click();
  await expect(page.getByText(/已全部发送/)).toBeVisible();
  await expect(async () => {
    const send = page.getByRole('button', { name: '现在上传照片和录音' });
    if (await send.isVisible()) await send.click();
    await expect(page.getByText('没有等待上传的照片和录音')).toBeVisible({ timeout: 2000 });
  }).toPass();
  await context.close();

  const desk = await open(browser, 'supervisor');
  await desk.page.goto(`/person/${county}/${personId}`);
  const answer = desk.page.waitForResponse((response) => response.url().includes('/api/photos/'));
  await desk.page.getByRole('button', { name: '听录音' }).first().click();
  expect((await answer).headers()['content-type']).toContain('audio/webm');
  const sound = desk.page.getByLabel('录音', { exact: true });
  await expect.poll(() => sound.evaluate((audio) => (audio as HTMLAudioElement).duration)).toBeGreaterThan(1.5);
  expect(await sound.evaluate((audio) => (audio as HTMLAudioElement).duration)).toBeLessThan(10);
  await desk.context.close();
});
