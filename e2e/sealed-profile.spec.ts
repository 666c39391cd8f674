/** A tablet that is lost: whoever reads its storage byte by byte finds nobody. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { laptop, signIn } from './cast.ts';
import { killBrowser, newProfile, openProfile, removeProfile } from './profile.ts';

interface Told {
  name: string;
  phone: string | null;
  address: string | null;
  landmark?: string;
}

/** Everything the server told the tablet, as it came. */
const listen = (page: Page): { bodies: string[]; people: Told[] } => {
  const heard = { bodies: [] as string[], people: [] as Told[] };
  page.on('response', (response) => {
    if (!response.url().includes('/api/')) return;
    void response.text().then(
      (body) => {
        heard.bodies.push(body);
        for (const [upsert] of body.matchAll(/"upserts":(\[.*?\]),"removals"/gs)) {
          const list: unknown = JSON.parse(`{${upsert.slice(0, -',"removals"'.length)}}`);
          heard.people.push(...(list as { upserts: Told[] }).upserts);
        }
      },
      () => undefined,
    );
  });
  return heard;
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);

/** Where one of the texts stands, in the two ways a browser writes them. */
const findAll = (folder: string, texts: readonly string[]): string[] => {
  const wanted = texts.map((text) => ({ text, forms: [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')] }));
  return filesIn(folder).flatMap((path) => {
    const bytes = readFileSync(path);
    const found = wanted.filter(({ forms }) => forms.some((form) => bytes.includes(form)));
    return found.length === 0 ? [] : [`${path.slice(folder.length)}: ${found.map(({ text }) => text).join(' · ')}`];
  });
};

const note = '老人说女儿下周回来，钥匙在窗台上';
const unfinished = '话没写完，灯先灭了';
const sought = '粮站后院';

test('after a day of work no file of the browser names anybody, also when it was killed', async ({ baseURL }) => {
  test.setTimeout(180_000);
  const profile = newProfile();
  try {
    const { context, page } = await openProfile(profile, baseURL);
    const heard = listen(page);
    await signIn(page, 'worker1');
    await expect(page.getByText(/已全部发送/)).toBeVisible();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await context.setOffline(true);
    await page.goto('/my-register');
    await page.getByRole('searchbox').fill(sought);
    await page.getByRole('searchbox').fill('');
    const links = page.locator('a[href^="/my-register/"]:not([href$="/new"])');
    await links.nth(0).click();
    await page.getByRole('button', { name: '记录上门' }).click();
    await page.getByRole('button', { name: '家中无人' }).click();
    await page.getByRole('textbox', { name: /备注/ }).fill(note);
    await page.getByRole('button', { name: '保存上门记录' }).click();
    await expect(page.getByText('已保存在平板上').first()).toBeVisible();
    await page.goto('/my-register');
    await links.nth(1).click();
    await page.getByRole('button', { name: '写下来' }).click();
    await page.getByRole('textbox', { name: '怎么找到这家' }).fill(unfinished);
    // a browser writes down what its pages hold every few seconds, to open them again after a crash
    await page.waitForTimeout(6_000);

    expect(heard.people.length).toBeGreaterThan(5);
    const secrets = heard.people.flatMap(({ name, phone, address, landmark }) => [name, phone, address, landmark]);
    const texts = [...new Set(secrets)].filter((text): text is string => typeof text === 'string' && text.length > 1);
    // an identity number never leaves the server; the demo's begin with 99
    expect(heard.bodies.filter((body) => /99\d{15}[\dXx]/.test(body))).toEqual([]);

    killBrowser(profile);
    // the search itself works: what is no secret is found
    expect(findAll(profile, ['qiaomen.language', 'qiaomen'])).not.toEqual([]);
    expect(findAll(profile, [...texts, note, unfinished, sought])).toEqual([]);

    // and after a quiet end, when everything has been written down
    const again = await openProfile(profile, baseURL);
    await again.page.goto('/sync');
    await expect(again.page.getByText(/已全部发送/)).toBeVisible();
    await again.context.close();
    expect(findAll(profile, [...texts, note, unfinished, sought])).toEqual([]);
  } finally {
    removeProfile(profile);
  }
});

/** Long enough for a browser to write down what its pages hold, as it does every few seconds to open them again. */
const untilWritten = (page: Page): Promise<void> => page.waitForTimeout(6_000);

test('what is typed at a desk stands in no file of the browser, also when it was killed', async ({ baseURL }) => {
  test.setTimeout(180_000);
  const profile = newProfile();
  const person = '金粮站';
  const number = '222401193705060028';
  const why = '县卫健委要这份名册，联系人崔站长';
  const user = '李站后院';
  const newUser = '朴窗台上';
  const place = '粮站养老院';
  try {
    const { context, page } = await openProfile(profile, baseURL);
    await page.setViewportSize(laptop);
    await signIn(page, 'supervisor');
    await page.goto('/register');
    const search = page.getByRole('searchbox');
    await expect(search).toBeVisible();
    await page.getByRole('button', { name: '导出', exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: '说明' }).fill(why);
    await untilWritten(page);
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    await search.fill(number);
    await untilWritten(page);
    await search.fill(person);
    await untilWritten(page);
    await page.goto('/key-places');
    await page.getByRole('searchbox').fill(place);
    await untilWritten(page);
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL(/\/sign-in/);
    await signIn(page, 'admin');
    await page.goto('/users');
    await page.getByRole('searchbox').fill(user);
    await page.getByRole('button', { name: '添加用户' }).click();
    await page.getByRole('dialog').getByLabel('姓名').fill(newUser);
    await untilWritten(page);

    const typed = [person, number, why, user, newUser, place];
    killBrowser(profile);
    expect(findAll(profile, ['qiaomen.language', 'qiaomen'])).not.toEqual([]);
    expect(findAll(profile, typed)).toEqual([]);
    const again = await openProfile(profile, baseURL);
    await again.page.goto('/users');
    await again.context.close();
    expect(findAll(profile, typed)).toEqual([]);
    await context.close().catch(() => undefined);
  } finally {
    removeProfile(profile);
  }
});
