import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeLanguage, loadDeskWords, startLanguage } from '../language/language.ts';
import { OneTimeCodeDialog } from './one-time-code-dialog.tsx';

const code = {
  userId: '0d3f7b0e-8a53-4d0f-9c2a-3f6c55a1a001',
  code: 'K7QM-4XPA-9TWD',
  expiresAt: '2026-11-25T02:30:00Z',
};

describe('handing over a one-time code', () => {
  const user = userEvent.setup();
  let closed = 0;

  beforeAll(async () => {
    await startLanguage();
    await changeLanguage('zh-CN');
    await loadDeskWords();
  });
  beforeEach(() => {
    closed = 0;
    render(
      <MantineProvider>
        <OneTimeCodeDialog title="激活码" code={code} login="piao.chunzi" name="朴春子" onClose={() => (closed += 1)} />
      </MantineProvider>,
    );
  });
  afterEach(() => vi.restoreAllMocks());

  it('shows the code, for whom it is and until when in the time of Shanghai', async () => {
    const dialog = await screen.findByRole('dialog', { name: '激活码' });
    expect(dialog.textContent).toContain('K7QM-4XPA-9TWD');
    expect(dialog.textContent).toContain('piao.chunzi');
    expect(dialog.textContent).toContain('朴春子');
    expect(dialog.textContent).toContain('2026年11月25日 10:30');
  });

  it('copies exactly the code and says so', async () => {
    await user.click(await screen.findByRole('button', { name: '复制' }));
    expect(await navigator.clipboard.readText()).toBe('K7QM-4XPA-9TWD');
    expect(await screen.findByRole('button', { name: '已复制' })).toBeTruthy();
  });

  it('selects the code where the clipboard is closed, and does not claim to have copied', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('', 'NotAllowedError'));
    await user.click(await screen.findByRole('button', { name: '复制' }));
    expect(getSelection()?.toString()).toBe('K7QM-4XPA-9TWD');
    expect(screen.queryByText('已复制')).toBeNull();
  });

  it('is closed only by saying that it was handed over', async () => {
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await user.click(document.body);
    expect(closed).toBe(0);
    await user.click(screen.getByRole('button', { name: '已交给本人' }));
    expect(closed).toBe(1);
  });
});
