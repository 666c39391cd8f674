/** Journey: what happens to work when a PIN is forgotten, or a browser clears its storage. */
import { expect, test, type Page } from '@playwright/test';
import { demoPassword, open, openTablet, usePin } from './cast.ts';

const visitAt = async (page: Page, index: number): Promise<string> => {
  await page.goto('/my-register');
  await page.locator('a[href^="/my-register/"]:not([href$="/new"])').nth(index).click();
  await page.getByRole('button', { name: '记录上门' }).click();
  await page.getByRole('button', { name: '家中无人' }).click();
  await page.getByRole('button', { name: '保存上门记录' }).click();
  await expect(page.getByText('已保存在平板上').first()).toBeVisible();
  return new URL(page.url()).pathname;
};

const databaseOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return databases.map(({ name }) => name ?? '').find((name) => /^qiaomen-.{36}$/.test(name)) ?? '';
  });

/** Everything the browser keeps of one table, as somebody with its files would see it. */
const rowsOf = (page: Page, table: string): Promise<string> =>
  databaseOf(page).then((name) =>
    page.evaluate(
      ([database, store]) =>
        new Promise<string>((resolve, reject) => {
          const opening = indexedDB.open(database);
          opening.addEventListener('error', () => reject(new Error('not opened')));
          opening.addEventListener('success', () => {
            const all = opening.result.transaction(store).objectStore(store).getAll();
            all.addEventListener('success', () => {
              const decoder = new TextDecoder();
              const shown = JSON.stringify(all.result, (_key, value: unknown) =>
                value instanceof Uint8Array ? decoder.decode(value) : value,
              );
              opening.result.close();
              resolve(shown);
            });
          });
        }),
      [name, table] as const,
    ),
  );

test('the list lies sealed under Argon2id, and ten wrong PINs without a network cost no visit', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker1');
  await page.goto('/my-register');
  const person = page.locator('a[href^="/my-register/"]:not([href$="/new"])').nth(4);
  await expect(person).toBeVisible();
  const name = (await person.innerText()).slice(0, 3);
  expect(await rowsOf(page, 'meta')).toContain('"cost":{"kdf":"argon2id","memoryKiB":65536,"passes":3}');
  expect(await rowsOf(page, 'replica')).not.toContain(name);

  await context.setOffline(true);
  const path = await visitAt(page, 4);
  await page.goto('/me');
  await page.getByRole('button', { name: '现在锁上' }).click();
  // a stranger tries; what the cast does for the right PIN must not help
  await page.removeLocatorHandler(page.getByTestId('pin-enter'));
  for (let left = 9; left >= 1; left -= 1) {
    await page.getByTestId('pin-enter').fill('000001');
    await expect(page.getByText(`还可以试 ${left} 次`)).toBeVisible();
  }
  await page.getByTestId('pin-enter').fill('000001');
  await expect(page.getByText('本机名单已清除')).toBeVisible();
  await expect(page.getByText('保留着 1 条加密的记录')).toBeVisible();
  expect(await rowsOf(page, 'replica')).toBe('[]');

  await context.setOffline(false);
  await usePin(page);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByLabel('账号').fill('worker1');
  await page.getByLabel('密码', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByText(/已全部发送/)).toBeVisible();
  await expect.poll(() => rowsOf(page, 'sealedOutbox')).toBe('[]');
  await expect(async () => {
    await page.goto('/sync');
    await page.getByRole('button', { name: '现在发送' }).click();
    await page.goto(path);
    await expect(page.getByText('家中无人')).toHaveCount(1, { timeout: 3000 });
  }).toPass({ timeout: 40_000 });
  await context.close();
});

test('a tablet whose storage was cleared says which numbers are missing, and the supervisor sees it', async ({
  browser,
}) => {
  const { context, page } = await openTablet(browser, 'worker2');
  await visitAt(page, 5);
  await expect(page.getByText(/已全部发送/)).toBeVisible();
  await context.setOffline(true);
  await visitAt(page, 6);
  await visitAt(page, 7);
  const database = await databaseOf(page);
  await page.goto('/sign-in');
  await context.setOffline(false);
  // as the browser does when the disk is full: the databases go, cookies stay
  await page.goto('/icon.svg');
  await page.evaluate(
    (name) =>
      Promise.all(
        [name, 'qiaomen'].map(
          (each) =>
            new Promise<void>((resolve) => {
              const deleting = indexedDB.deleteDatabase(each);
              deleting.addEventListener('success', () => resolve());
            }),
        ),
      ),
    database,
  );
  await page.goto('/today');
  await expect(page.getByText('本机数据不见了')).toBeVisible();
  await expect(page.getByText('服务器上缺第 2–3 号记录')).toBeVisible();
  const office = await open(browser, 'supervisor');
  await office.page.goto('/devices?state=lost');
  await expect(office.page.getByRole('row', { name: /数据丢失/ })).toContainText('2–3');
  await office.context.close();
  await context.close();
});
