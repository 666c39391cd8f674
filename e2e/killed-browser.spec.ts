/** The browser dies in the middle of the work; its profile is all that is left. */
import { expect, test, type Page } from '@playwright/test';
import { signIn } from './cast.ts';
import { killBrowser, newProfile, openProfile, removeProfile } from './profile.ts';

const openForm = async (page: Page, index: number): Promise<string> => {
  await page.goto('/my-register');
  await page.locator('a[href^="/my-register/"]:not([href$="/new"])').nth(index).click();
  await page.getByRole('button', { name: '记录上门' }).click();
  await page.getByRole('button', { name: '家中无人' }).click();
  return page.url();
};

test('what the screen called saved outlives the death of the browser, and is sent once', async ({ baseURL }) => {
  test.setTimeout(180_000);
  const profile = newProfile();
  try {
    let { context, page } = await openProfile(profile, baseURL);
    await signIn(page, 'worker2');
    await expect(page.getByText(/已全部发送/)).toBeVisible();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await page.reload();
    await expect(page.getByText(/已全部发送/)).toBeVisible();
    await context.setOffline(true);
    await openForm(page, 0);
    await page.getByRole('button', { name: '保存上门记录' }).click();
    await expect(page.getByText('已保存在平板上').first()).toBeVisible();
    killBrowser(profile);

    ({ context, page } = await openProfile(profile, baseURL));
    await context.setOffline(true);
    await page.goto('/sync');
    await expect(page.getByText(/1 条待发送/).first()).toBeVisible();
    await context.setOffline(false);
    await page.getByRole('button', { name: '现在发送' }).click();
    await expect(page.getByText(/已全部发送/)).toBeVisible();

    // killed in the middle of the save: whole or not at all, and the tablet goes on
    await openForm(page, 1);
    void page
      .getByRole('button', { name: '保存上门记录' })
      .click()
      .catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 15));
    killBrowser(profile);
    ({ context, page } = await openProfile(profile, baseURL));
    await page.goto('/sync');
    await expect(
      page
        .getByTestId('pin-enter')
        .or(page.getByText(/已全部发送/))
        .first(),
    ).toBeVisible();
    // what a browser keeps beside its database may be gone with it: the PIN opens the work, and the work is sent
    await context.clearCookies();
    await page.evaluate(() => localStorage.clear());
    await page.goto('/sync');
    await expect(page.getByText(/已全部发送/)).toBeVisible();
    await expect(page.getByRole('button', { name: '重新登录' })).toBeVisible();
    await openForm(page, 2);
    await page.getByRole('button', { name: '保存上门记录' }).click();
    await expect(page.getByText('已保存在平板上').first()).toBeVisible();
    await page.goto('/sync');
    await expect(page.getByText(/已全部发送/)).toBeVisible();
    await context.close();
  } finally {
    removeProfile(profile);
  }
});
