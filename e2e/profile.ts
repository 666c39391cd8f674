/** A browser on a folder of its own: what a tablet keeps when it is put down, or dies. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, test, type BrowserContext, type Page } from '@playwright/test';
import { tablet, usePin } from './cast.ts';

export const newProfile = (): string => mkdtempSync(join(tmpdir(), 'qiaomen-profile-'));

/** All processes of the browser on this profile, at once and without a farewell. */
export const killBrowser = (profile: string): void => {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile)) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // gone already
    }
  }
};

export const removeProfile = (profile: string): void => {
  killBrowser(profile);
  rmSync(profile, { recursive: true, force: true });
};

export const openProfile = async (
  profile: string,
  baseURL: string | undefined,
): Promise<{ context: BrowserContext; page: Page }> => {
  const { launchOptions } = test.info().project.use;
  const options = { viewport: tablet, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    ...options,
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await usePin(page);
  return { context, page };
};
