/**
 * `node tablet-bench.ts URL`: a worker's tablet with 5,000 entries on a processor six times slower, without a network. Prints
 * one JSON array of `{ what, values }`; the bench of the server starts the product and puts the lines beside their goals.
 */
import { randomUUID } from 'node:crypto';
import { chromium, expect, type CDPSession, type Page } from '@playwright/test';
import { signIn, tablet, usePin } from './cast.ts';

const size = 5000;
const slowdown = 6;
/** what a hand needs to find and reach the next target, on top of what the tablet needs */
const handSeconds = 1.2;

interface Line {
  what: string;
  values: string[];
}

const [, , url = ''] = process.argv;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const verdict = (ok: boolean): string => (ok ? 'reached' : 'MISSED');
const lines: Line[] = [];
const told = (what: string, ms: number, goalMs: number, note = ''): void => {
  const values = [seconds(ms), `goal ≤ ${seconds(goalMs)}`, verdict(ms <= goalMs), note];
  lines.push({ what, values: values.filter(Boolean) });
};

interface Entry {
  entryId: string;
  personId: string;
  serial: number;
  name: string;
  phone: string | null;
  nextDate: string | null;
}
interface Reply {
  upserts: Entry[];
  scopeCount: number;
  hasMore: boolean;
}

/** The server's own entries, told again under other ids until the list is as long as the longest there may be. */
const lengthen = (reply: Reply): Reply => {
  const upserts = Array.from({ length: size }, (_none, index): Entry => {
    const model = reply.upserts[index % reply.upserts.length];
    if (model === undefined) throw new Error('the demo gave the worker nobody');
    const phone = model.phone === null ? null : `138${String(index).padStart(8, '0')}`;
    return { ...model, entryId: randomUUID(), personId: randomUUID(), serial: index + 1, phone };
  });
  return { ...reply, upserts, scopeCount: size, hasMore: false };
};

/** Milliseconds from an act in the page to the first frame in which `done` holds, by the page's own clock. */
const timed = (page: Page, act: string, done: string): Promise<number> =>
  page.evaluate(`new Promise((resolve, reject) => {
    const isDone = () => ${done};
    const began = performance.now();
    ${act};
    const look = () => {
      if (isDone()) resolve(performance.now() - began);
      else if (performance.now() - began > 20_000) reject(new Error('never came true'));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })`);

const tap = (selector: string): string => `document.querySelector(${JSON.stringify(selector)}).click()`;

const slow = async (session: CDPSession, rate: number): Promise<void> => {
  await session.send('Emulation.setCPUThrottlingRate', { rate });
};

/** Seconds of the processor the page has used so far: beside the clock, on a machine that does other work too. */
const worked = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
};

/** Taps by the names a person reads; the time is the tablet's own, the hand's is added. */
const journey = async (page: Page, what: string, goal: { seconds: number; taps: number }, names: RegExp[]) => {
  await page.goto(`${url}/today`);
  await page.locator('a[href^="/today/"]').first().waitFor();
  await page.waitForTimeout(500);
  const began = Date.now();
  await page.locator('a[href^="/today/"]').first().click();
  let taps = 1;
  for (const name of names) {
    await page.getByRole('button', { name }).first().click();
    taps += 1;
  }
  await page.getByText('已保存在平板上').first().waitFor();
  const own = Date.now() - began;
  const whole = own + taps * handSeconds * 1000;
  const ok = whole <= goal.seconds * 1000 && taps <= goal.taps;
  lines.push({
    what,
    values: [
      `${taps} taps`,
      `${seconds(own)} of the tablet`,
      `${seconds(whole)} with ${handSeconds} s for each tap`,
      `goal ≤ ${goal.taps} taps, ≤ ${goal.seconds} s`,
      verdict(ok),
    ],
  });
};

const browser = await chromium.launch({
  executablePath: process.env['QIAOMEN_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const own = await browser.newContext({ baseURL: url, viewport: tablet, locale: 'zh-CN' });
  let given = false;
  await own.route('**/api/trpc/sync.pull**', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { result: { data: Reply } };
    if (!given && body.result.data.upserts.length > 0) {
      given = true;
      body.result.data = lengthen(body.result.data);
    } else if (given) {
      body.result.data = { ...body.result.data, upserts: [], scopeCount: size };
    }
    await route.fulfill({ response: answer, json: body });
  });
  const first = await own.newPage();
  await usePin(first);
  await signIn(first, 'worker1');
  await expect(first.getByText(/已全部发送/)).toBeVisible({ timeout: 60_000 });
  await first.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await first.reload();
  await expect(first.getByText(/已全部发送/)).toBeVisible({ timeout: 60_000 });
  await first.close();

  await own.setOffline(true);
  const page = await own.newPage();
  const session = await own.newCDPSession(page);
  await session.send('Performance.enable');
  await slow(session, slowdown);
  const idle = await worked(session);
  const began = Date.now();
  await page.goto('/today', { waitUntil: 'commit' });
  await page.getByTestId('pin-enter').waitFor({ timeout: 60_000 });
  const asked = Date.now() - began;
  const started = await worked(session);
  const used = (from: number, to: number): string => `${(to - from).toFixed(1)} s of the processor`;
  told('cold start without a network → PIN asked', asked, 3000, used(idle, started));
  const unlocked = Date.now();
  await page.getByTestId('pin-enter').fill('482913');
  await page.locator('a[href^="/today/"]').first().waitFor({ timeout: 60_000 });
  const opened = Date.now() - unlocked;
  const note = `${used(started, await worked(session))}, and Argon2 in a worker, which the throttle leaves alone`;
  told('PIN entered → today’s list', opened, 3000, note);
  await page.waitForTimeout(1500);

  await page.goto('/my-register');
  await page.getByTestId('pin-enter').fill('482913');
  await page.getByRole('searchbox').waitFor();
  await page.waitForTimeout(1500);
  const search = async (text: string): Promise<number> => {
    const type = (value: string): string =>
      `const field = document.querySelector('input[type=search]');` +
      `Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(value)});` +
      `field.dispatchEvent(new Event('input', { bubbles: true }));`;
    const found = `document.querySelector('[role=status]').textContent !== window.said`;
    await page.evaluate(`window.said = document.querySelector('[role=status]').textContent`);
    const took = await timed(page, type(text), found);
    await page.evaluate(`window.said = document.querySelector('[role=status]').textContent`);
    await timed(page, type(''), found);
    return took;
  };
  for (const [what, text] of [
    ['end of a phone number', '4321'],
    ['one Han letter', '金'],
    ['pinyin initials', 'js'],
    ['consonants of Hangul', 'ㄱㅅ'],
    ['a village', '村'],
  ] as const) {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const took = await search(text).catch(() => Number.NaN);
      if (!Number.isNaN(took)) times.push(took);
    }
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
    if (median === undefined)
      lines.push({ what: `search by ${what}`, values: ['found the same number as nothing typed'] });
    else told(`search by ${what}, 5,000 entries → shown`, median, 100);
  }

  await own.unrouteAll({ behavior: 'ignoreErrors' });
  await usePin(page);
  await journey(page, '“not home”, routine', { seconds: 10, taps: 4 }, [/记录上门/, /家中无人/, /保存上门记录/]);
  await journey(page, 'routine visit with a reason', { seconds: 30, taps: 6 }, [
    /记录上门/,
    /还在考虑/,
    /担心副反应/,
    /保存上门记录/,
  ]);
  await page.goto('/today');
  await page.locator('a[href^="/today/"]').nth(2).click();
  await page.getByRole('button', { name: /记录上门/ }).click();
  await page.getByRole('button', { name: /同意接种/ }).click();
  await page.waitForTimeout(1000);
  await page.evaluate(
    `[...document.querySelectorAll('button')].forEach((b) => { if (/保存上门记录/.test(b.textContent)) b.id = 'save' })`,
  );
  told(
    'save tapped → “saved on this tablet”',
    await timed(page, tap('#save'), `document.body.textContent.includes('撤销(')`),
    300,
  );
  await own.close();
} finally {
  await browser.close();
}
process.stdout.write(`${JSON.stringify(lines)}\n`);
