import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LockSettings } from '../../features/me/lock-settings.tsx';
import { changeLanguage, startLanguage } from '../../language/language.ts';
import { FieldDatabase } from '../../offline/database.ts';
import { derivePinKey } from '../../offline/derive-pin-key.ts';
import { keepToken } from '../../offline/device-token.ts';
import { keyOf } from '../../offline/seal.ts';
import { keepTabletAccount } from '../../offline/tablet-accounts.ts';
import { acceptAccount } from '../../session/session.ts';
import { account, wipeTablet } from '../../testing/tablet.ts';
import { FieldProvider } from './field-provider.tsx';

const pin = '482913';
const tools = { derive: derivePinKey, costs: [{ kdf: 'argon2id', memoryKiB: 256, passes: 1 } as const] };

const open = (): void => {
  render(
    <MemoryRouter>
      <FieldProvider tools={tools}>
        <p>名单</p>
        <LockSettings />
      </FieldProvider>
    </MemoryRouter>,
  );
};
const type = async (label: string, text: string): Promise<void> => {
  fireEvent.change(await screen.findByLabelText(label), { target: { value: text } });
};
const choose = async (): Promise<void> => {
  await type('新 PIN', pin);
  await type('再输一遍', pin);
  fireEvent.click(screen.getByRole('button', { name: '保存 PIN' }));
  await screen.findByText('名单');
};

describe('the door of a tablet', () => {
  beforeAll(startLanguage);
  beforeEach(async () => {
    await changeLanguage('zh-CN');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    const database = new FieldDatabase(account.userId);
    const outboxKey = 'BPk0ryX7I2cFpTrIl6l+jD3QN+6oY5q3r2m7v0c1b5n0';
    await keepToken(database, await keyOf(database), { token: 'secret', outboxKey });
    await database.meta.delete('serverKey');
    database.close();
    await keepTabletAccount({ userId: account.userId, account, deviceId: '5f0c1a52-0000-4000-8000-000000000001' });
    await acceptAccount(account);
  });
  afterEach(async () => {
    cleanup();
    vi.unstubAllGlobals();
    localStorage.clear();
    await wipeTablet();
  });

  it('asks for a new PIN first, twice the same and not one that is guessed at once', async () => {
    open();
    await type('新 PIN', '123456');
    expect(await screen.findByText('太好猜了，请换一个。')).toBeTruthy();
    await type('新 PIN', pin);
    await type('再输一遍', '482914');
    expect(await screen.findByText('两次输入的不一样。')).toBeTruthy();
    expect(screen.getByRole('button', { name: '保存 PIN' })).toHaveProperty('disabled', true);
    expect(screen.queryByText('名单')).toBeNull();
    await choose();
  });

  it('opens again with six digits and no further tap', async () => {
    open();
    await choose();
    cleanup();
    open();
    await type('请输入 PIN', '000001');
    expect((await screen.findByRole('alert')).textContent).toContain('还可以试 9 次');
    await type('请输入 PIN', pin);
    expect(await screen.findByText('名单')).toBeTruthy();
  });

  it('locks at once on a tap, and another PIN replaces the first', async () => {
    open();
    await choose();
    fireEvent.click(screen.getByRole('button', { name: '修改 PIN' }));
    await type('现用 PIN', pin);
    await type('新 PIN', '739152');
    await type('再输一遍', '739152');
    fireEvent.click(screen.getByRole('button', { name: '保存 PIN' }));
    expect(await screen.findByText('PIN 已修改。')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '现在锁上' }));
    await type('请输入 PIN', pin);
    expect((await screen.findByRole('alert')).textContent).toContain('PIN 不对');
    await type('请输入 PIN', '739152');
    expect(await screen.findByText('名单')).toBeTruthy();
  });

  it('says that nothing can be saved where the storage does not open, what to do, and tries again', async () => {
    const storage = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new Error('UnknownError');
    });
    open();
    const title = await screen.findByText('打不开本机存储');
    expect(title.parentElement?.textContent).toMatch(/现在不能保存记录。请关闭其他窗口后重试/);
    expect(title.parentElement?.textContent).not.toContain('UnknownError');
    expect(screen.getAllByRole('button')).toHaveLength(1);
    storage.mockRestore();
    fireEvent.click(screen.getByRole('button', { name: '重试' }));
    expect(await screen.findByText('新 PIN')).toBeTruthy();
  });

  it('after ten wrong PINs says that the list is gone and the password is needed', async () => {
    open();
    await choose();
    cleanup();
    open();
    for (let left = 9; left >= 1; left -= 1) {
      await type('请输入 PIN', '000001');
      await waitFor(() => expect(screen.getByRole('alert').textContent).toContain(`还可以试 ${left} 次`));
    }
    await type('请输入 PIN', '000001');
    expect(await screen.findByText('PIN 输错十次，本机名单已清除')).toBeTruthy();
    expect(localStorage.getItem('qiaomen.signInAgain')).not.toBeNull();
  });
});
