/** A picture of the door: taken offline, saved with its visit, sent after it in pieces, seen at the desk. */
import { expect, test } from '@playwright/test';
import { open, openTablet } from './cast.ts';
import { makePhoto } from './make-photo.ts';

test('a picture taken without a network follows its visit, goes on after a cut, and shows no place', async ({
  browser,
}) => {
  const { context, page } = await openTablet(browser, 'worker1');
  const photo = await makePhoto(page);
  await page.goto('/my-register');
  await page.locator('a[href^="/my-register/"]:not([href$="/new"])').nth(6).click();
  await expect(page.getByRole('button', { name: '记录上门' })).toBeVisible();
  const personId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await context.setOffline(true);
  await page.getByRole('button', { name: '记录上门' }).click();
  await page.getByRole('button', { name: '家中无人' }).click();
  await page.locator('input[type=file]').setInputFiles([
    { name: 'door.jpg', mimeType: 'image/jpeg', buffer: photo },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') },
  ]);
  await expect(page.getByRole('img', { name: '第 1 张照片' })).toBeVisible();
  await expect(page.getByText('不是能读的图片')).toBeVisible();
  // the tablet is switched off in the middle of the form
  await page.waitForTimeout(1000);
  await page.reload();
  await expect(page.getByRole('img', { name: '第 1 张照片' })).toBeVisible();
  await page.getByRole('button', { name: '保存上门记录' }).click();
  await expect(page.getByText('已保存在平板上').first()).toBeVisible();
  let pieces = 0;
  let county = '';
  await page.route('**/api/photos/**', async (route) => {
    county = new URL(route.request().url()).pathname.split('/')[3] ?? '';
    if (route.request().method() === 'PUT') pieces += 1;
    // the second piece arrives and its answer does not
    if (pieces === 2 && route.request().method() === 'PUT') {
      await route.fetch();
      await route.abort('connectionreset');
    } else await route.continue();
  });
  await context.setOffline(false);
  await page.goto('/sync');
  await page.getByRole('button', { name: '现在发送' }).click();
  await expect(page.getByText(/已全部发送/)).toBeVisible();
  await expect.poll(() => pieces).toBeGreaterThanOrEqual(2);
  await expect(async () => {
    const send = page.getByRole('button', { name: '现在上传照片' });
    if (await send.isVisible()) await send.click();
    await expect(page.getByText('没有等待上传的照片')).toBeVisible({ timeout: 2000 });
  }).toPass();
  await context.close();

  const desk = await open(browser, 'supervisor');
  await desk.page.goto(`/person/${county}/${personId}`);
  const answer = desk.page.waitForResponse((response) => response.url().includes('/api/photos/'));
  await desk.page.getByRole('button', { name: '查看照片 1' }).first().click();
  const bytes = await (await answer).body();
  expect(bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
  expect(bytes.includes('GPS')).toBe(false);
  expect(bytes.length).toBeLessThan(800_000);
  const shown = desk.page.getByRole('img', { name: '第 1 张照片' });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1600);
  await desk.context.close();
});

test('the paper that proves why an entry should be closed goes with the request, and the desk sees it beside it', async ({
  browser,
}) => {
  const { context, page } = await openTablet(browser, 'worker1');
  const photo = await makePhoto(page);
  // somebody whose entry is open
  await page.goto('/today');
  await page.locator('a[href^="/today/"]').nth(1).click();
  await page.getByRole('button', { name: '申请销号' }).click();
  await page.waitForURL('**/close');
  const personId = new URL(page.url()).pathname.split('/').at(-2) ?? '';
  await page.getByRole('button', { name: '已去世' }).click();
  await page.getByRole('checkbox').check();
  await page.getByRole('textbox').fill('社区居委会开具的证明');
  await context.setOffline(true);
  await page.locator('input[type=file]').setInputFiles({ name: 'proof.jpg', mimeType: 'image/jpeg', buffer: photo });
  await expect(page.getByRole('img', { name: '第 1 张照片' })).toBeVisible();
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.getByText('已提交，等待复核')).toBeVisible();
  // without a network the picture is part of what is unsent, and signing out asks
  await page.goto('/me');
  await page.getByRole('button', { name: '退出登录' }).click();
  await expect(page.getByText('还有 1 份照片或录音没有上传')).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '存成加密文件交给管理员' }).click();
  const file = await (await saved).path();
  await expect(page.getByText('文件里有 1 份没上传的照片')).toBeVisible();

  // somebody carries the file; the tablet never finds a network again
  const desk = await open(browser, 'supervisor');
  let county = '';
  desk.page.on('request', (request) => {
    county = /\/api\/carried-photos\/(\d{6})\//.exec(request.url())?.[1] ?? county;
  });
  await desk.page.goto('/devices');
  await desk.page.getByTestId('unsent-file').setInputFiles(file);
  await expect(desk.page.getByText('照片：收下 1 张')).toBeVisible();
  await desk.page.goto(`/person/${county}/${personId}`);
  await desk.page.getByRole('button', { name: '查看照片 1' }).first().click();
  await expect(desk.page.getByRole('img', { name: '第 1 张照片' })).toBeVisible();
  await desk.context.close();
  await context.close();
});
