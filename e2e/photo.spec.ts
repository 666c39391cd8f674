/** A picture of the door: taken offline, saved with its visit, sent after it in pieces, seen at the desk. */
import { expect, test, type Page } from '@playwright/test';
import { open, openTablet } from './cast.ts';

/** A real photograph-sized JPEG that carries a place and a name, as a camera's does. */
const makePhoto = async (page: Page): Promise<Buffer> => {
  const drawn = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 3000;
    canvas.height = 2000;
    const paper = canvas.getContext('2d');
    if (paper === null) throw new Error('no canvas');
    for (let index = 0; index < 4000; index += 1) {
      paper.fillStyle = `hsl(${(index * 47) % 360} 60% ${(index * 13) % 90}%)`;
      paper.fillRect((index * 397) % 3000, (index * 211) % 2000, 90, 60);
    }
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
  });
  const exif = Buffer.from('Exif\0\0GPS 42.9071N 129.5136E, owner of the camera');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  const picture = Buffer.from(drawn);
  return Buffer.concat([picture.subarray(0, 2), head, exif, picture.subarray(2)]);
};

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
