/** What a worker feels, on a real screen: the rules that no test without a browser can see. */
import { expect, test, type Page } from '@playwright/test';
import { laptop, openTablet, speak, tablet } from './cast.ts';

const places = ['/today', '/my-register', '/my-register/new', '/follow-ups', '/village', '/sync', '/me'];

const personOf = async (page: Page): Promise<string> => {
  await page.goto('/today');
  const link = page.locator('a[href^="/today/"]').first();
  await link.waitFor();
  return (await link.getAttribute('href')) ?? '';
};

/** Words cut off by their own box, and boxes that reach out of the page. */
const clipped = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *, header *, nav *')]
      .filter((element) => element.childElementCount === 0 && (element.textContent ?? '').trim() !== '')
      .filter((element) => {
        const style = getComputedStyle(element);
        const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
        const box = element.getBoundingClientRect();
        const outside = box.right > window.innerWidth + 1 || box.left < -1;
        const cut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
        return box.width > 0 && (outside || (hides && cut && element.tagName !== 'TEXTAREA'));
      })
      .map((element) => `${element.tagName} ${(element.textContent ?? '').slice(0, 40)}`),
  );

/** Targets of a thumb under 48 px, and two of them closer than 8 px to each other. */
const badTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const targets = [...document.querySelectorAll<HTMLElement>('main button, main a[href], main summary')]
      .filter((element) => element.offsetParent !== null)
      .map((element) => ({ words: (element.textContent ?? '').slice(0, 24), box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    const small = targets.filter(({ box }) => box.height < 48 || box.width < 44).map(({ words }) => `small: ${words}`);
    const near = targets.flatMap((a, index) =>
      targets.slice(index + 1).flatMap((b) => {
        const inside = a.box.left <= b.box.left && a.box.right >= b.box.right && a.box.top <= b.box.top;
        const across = Math.max(b.box.left - a.box.right, a.box.left - b.box.right);
        const along = Math.max(b.box.top - a.box.bottom, a.box.top - b.box.bottom);
        const gap = Math.max(across, along);
        return !inside && gap > 0 && gap < 7.5 ? [`near: ${a.words} / ${b.words} ${gap}`] : [];
      }),
    );
    return [...small, ...near];
  });

test('1 and 8: without a network every place opens at once, with the chip, and nothing waits', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker2');
  const person = await personOf(page);
  await context.setOffline(true);
  for (const place of [...places, person, `${person}/visit`]) {
    await page.goto(place);
    await expect(page.getByTestId('sync-chip')).toBeVisible();
    await expect(page.getByTestId('sync-chip')).toContainText('离线');
    await expect(page.locator('h1:visible').first()).toBeVisible();
    await expect(page.locator('[role=progressbar]:not(progress), [aria-busy=true]')).toHaveCount(0);
  }
  await context.close();
});

test('4: targets are large and apart, and the main action lies within reach, both ways round', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker2');
  const person = await personOf(page);
  for (const viewport of [tablet, laptop]) {
    await page.setViewportSize(viewport);
    for (const place of [...places, person, `${person}/visit`]) {
      await page.goto(place);
      await expect(page.locator('h1:visible').first()).toBeVisible();
      expect(await badTargets(page), `${place} ${viewport.width}`).toEqual([]);
    }
    const save = await page.getByRole('button', { name: '保存上门记录' }).boundingBox();
    expect(save?.height).toBeGreaterThanOrEqual(56);
    expect((save?.y ?? 0) + (save?.height ?? 0)).toBeGreaterThan(viewport.height - 160);
    expect((save?.y ?? 0) + (save?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
  }
  await context.close();
});

test('15: letters of 130 % are cut off nowhere, in Tibetan least of all; the language changes with one tap', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { context, page } = await openTablet(browser, 'worker2');
  const person = await personOf(page);
  await page.goto('/me');
  await page.getByRole('button', { name: '130%' }).click();
  for (const language of ['bo', 'ko'] as const) {
    await page.goto('/me');
    await speak(page, language);
    for (const viewport of [tablet, laptop]) {
      await page.setViewportSize(viewport);
      for (const place of [...places, person, `${person}/visit`]) {
        await page.goto(place);
        await expect(page.locator('h1:visible').first()).toBeVisible();
        expect(await clipped(page), `${place} ${language} ${viewport.width}`).toEqual([]);
      }
    }
  }
  await context.close();
});

test('sunlight colours stay over a restart', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker2');
  await page.goto('/me');
  await page.getByRole('button', { name: '阳光下' }).click();
  await page.reload();
  await expect(page.getByTestId('sync-chip')).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)');
  await context.close();
});

test('follow-ups: a re-contact moves with one tap and without a network', async ({ browser }) => {
  const { context, page } = await openTablet(browser, 'worker2');
  const person = await personOf(page);
  await page.goto(person);
  await expect(page.getByRole('button', { name: '记录上门' })).toBeVisible();
  const name = (await page.getByRole('heading', { level: 1 }).last().innerText()).trim();
  await page.getByRole('button', { name: '记录上门' }).click();
  await page.getByRole('button', { name: '还在考虑' }).click();
  await page.getByRole('button', { name: '担心副反应' }).click();
  await expect(page.getByRole('heading', { name: /怎么说/ })).toBeVisible();
  await page.getByRole('button', { name: '保存上门记录' }).click();
  await expect(page.getByText('已保存在平板上').first()).toBeVisible();
  await context.setOffline(true);
  await page.goto('/follow-ups');
  const card = page.getByRole('article').filter({ hasText: name }).first();
  await card.getByRole('button', { name: new RegExp(name) }).click();
  await card.getByRole('group').getByRole('button').first().click();
  await expect(page.getByTestId('sync-chip')).toContainText(/[12] 条待发送/);
  await context.setOffline(false);
  await page.goto('/sync');
  await page.getByRole('button', { name: '现在发送' }).click();
  await expect(page.getByText(/已全部发送/)).toBeVisible();
  await context.close();
});
