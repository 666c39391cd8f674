/** Journey 5: users with one-time codes and second factors, and campaigns with their milestones. */
import { expect, test, type Page } from '@playwright/test';
import { laptop, open, signIn } from './cast.ts';
import { totpOf } from './totp.ts';

const addUser = async (page: Page, login: string, name: string, role: string): Promise<string> => {
  await page.goto('/users');
  await page.getByRole('button', { name: '添加用户' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('角色').selectOption(role);
  await dialog.getByLabel('账号').fill(login);
  await dialog.getByLabel('姓名').fill(name);
  await dialog.getByRole('combobox', { name: '添加地区' }).fill('敦化');
  await page.getByRole('option', { name: /敦化市$/ }).click();
  await dialog.getByRole('button', { name: '添加用户' }).click();
  const code = page.getByRole('dialog').locator('code');
  await expect(code).toBeVisible();
  const words = await code.innerText();
  await page.getByRole('dialog').getByRole('button').last().click();
  return words;
};

const activate = async (page: Page, login: string, code: string, password: string): Promise<void> => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: '用激活码开通' }).click();
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('激活码').fill(code);
  await page.getByLabel('新密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '设置密码并登录' }).click();
};

test('a worker is added, opens the account with the code, and is out at once when disabled', async ({ browser }) => {
  const admin = await open(browser, 'admin');
  const login = `e2e.worker${Date.now() % 100_000}`;
  const code = await addUser(admin.page, login, '韩春花', 'worker');

  const context = await browser.newContext({ viewport: { width: 800, height: 1280 } });
  const page = await context.newPage();
  await activate(page, login, code, 'a walk by the river 7');
  await page.waitForURL(/\/today/);

  await admin.page.goto('/users');
  await admin.page.getByRole('button', { name: /韩春花/ }).click();
  await admin.page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await admin.page.getByRole('dialog').last().getByRole('button', { name: '停用' }).last().click();
  await expect(admin.page.getByRole('row', { name: /韩春花/ })).toContainText('已停用');

  const answer = await context.request.post('/api/trpc/account.me', {
    headers: { 'x-qiaomen': '1', 'content-type': 'application/json' },
  });
  expect(answer.status()).toBe(401);
  await context.close();
  await admin.context.close();
});

test('a supervisor of one’s own must bind a second factor before seeing anyone', async ({ browser }) => {
  const admin = await open(browser, 'admin');
  const login = `e2e.super${Date.now() % 100_000}`;
  const code = await addUser(admin.page, login, '尹成浩', 'supervisor');
  await admin.context.close();

  const context = await browser.newContext({ viewport: laptop });
  const page = await context.newPage();
  await activate(page, login, code, 'seven stones in a row');
  await expect(page.getByText('先绑定动态验证码')).toBeVisible();
  await page.goto('/register');
  await expect(page.getByText('先绑定动态验证码')).toBeVisible();
  const secret = (await page.getByText(/^[A-Z2-7 ]{32,}$/).innerText()).trim();
  await page.getByLabel('动态验证码').fill(totpOf(secret, new Date()));
  await page.getByRole('button', { name: '确认绑定' }).click();
  await page.waitForURL(/\/progress/);
  await context.close();
});

test('a campaign is drawn up with milestones in persons and in doses, and its deadline is moved', async ({
  browser,
}) => {
  const { context, page } = await open(browser, 'admin');
  await page.goto('/campaigns');
  await page.getByRole('button', { name: '新建行动' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').first().fill('冬季补种演练');
  await dialog.getByLabel('依据文件').fill('演练文件 1 号');
  await dialog.getByRole('combobox', { name: '地区' }).fill('敦化');
  await page.getByRole('option', { name: /敦化市$/ }).click();
  await dialog.getByLabel('目标最低年龄').fill('60');
  await dialog.getByLabel('年龄基准日').fill('2027-01-01');
  await dialog.getByLabel('开始日期').fill('2027-01-01');
  await dialog.getByLabel('截止日期').fill('2027-03-31');
  await dialog.getByLabel(/演练/).check();
  await dialog.getByRole('button', { name: '添加阶段目标' }).click();
  await dialog.getByLabel('名称').last().fill('第一阶段');
  await dialog.getByLabel('数量').last().fill('100');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toHaveCount(0);
  const card = page.locator('article', { hasText: '冬季补种演练' });
  await expect(card).toContainText('第一阶段');
  await expect(card).toContainText('100');

  await card.getByRole('button', { name: '修改' }).click();
  await page.getByRole('dialog').getByLabel('截止日期').fill('2027-04-15');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(card).toContainText('2027年4月15日');
  await context.close();
});

test('the auditor reads who did what, and no resident', async ({ browser }) => {
  const { context, page } = await open(browser, 'auditor');
  await page.goto('/audit');
  await expect(page.getByRole('row')).not.toHaveCount(0);
  await expect(page.getByText(/account\.|campaign\.|import\./).first()).toBeVisible();
  await page.goto('/register');
  await page.waitForURL(/\/audit/);
  await context.close();
});

test('a wrong password is refused without saying which part was wrong', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('账号').fill('nobody.here');
  await page.getByLabel('密码', { exact: true }).fill('wrong and long enough');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await signIn(page, 'worker2');
});
