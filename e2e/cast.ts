import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';

/** The demo's people, by their sign-in. */
export type Cast = 'worker1' | 'worker2' | 'vaccinator' | 'doctor' | 'supervisor' | 'admin' | 'admin2' | 'auditor';

export const tablet = { width: 800, height: 1280 };
export const laptop = { width: 1280, height: 800 };

export const demoPassword = 'qiaomen-demo-2026';

const pin = '482913';

/** Whoever works on a tablet chooses a PIN at the first sign-in and enters it after every load, as people do. */
export const usePin = async (page: Page): Promise<void> => {
  const choose = page.getByTestId('pin-choose');
  await page.addLocatorHandler(choose, async () => {
    await choose.fill(pin);
    await page.getByTestId('pin-repeat').fill(pin);
    await page.getByTestId('pin-save').click();
  });
  const enter = page.getByTestId('pin-enter');
  await page.addLocatorHandler(enter, () => enter.fill(pin));
};

export const signIn = async (page: Page, login: string, password = demoPassword): Promise<void> => {
  await page.goto('/sign-in');
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
};

export const open = async (
  browser: Browser,
  login: Cast,
  viewport = login === 'supervisor' || login === 'admin' || login === 'admin2' || login === 'auditor' ? laptop : tablet,
): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await usePin(page);
  await signIn(page, login);
  return { context, page };
};

/** A worker whose list has arrived and whose service worker has taken the page over, so that the network may go. */
export const openTablet = async (browser: Browser, login: Cast) => {
  const opened = await open(browser, login, tablet);
  await expect(opened.page.getByText(/已全部发送/)).toBeVisible();
  await opened.page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await opened.page.reload();
  await expect(opened.page.getByText(/已全部发送/)).toBeVisible();
  return opened;
};

/** The figures of this moment; a table of coverage stands beside them once a base figure is published. */
export const figuresOf = (page: Page) => page.getByRole('table', { name: '进度', exact: true });

const autonyms = { 'zh-CN': '中文', ko: '조선어', bo: 'བོད་ཡིག', en: 'English' } as const;
export type Language = keyof typeof autonyms;
export const languages = Object.keys(autonyms) as Language[];

/** One tap on a tablet and before the door; a list at a desk. */
export const speak = async (page: Page, language: Language): Promise<void> => {
  const button = page.getByRole('button', { name: autonyms[language], exact: true });
  const list = page.locator('select:has(option[value="bo"])').first();
  await expect(button.or(list)).toBeVisible();
  await ((await button.isVisible()) ? button.click() : list.selectOption(language));
  await expect(page.locator('html')).toHaveAttribute('lang', language);
};
