import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { changeLanguage, startLanguage } from '../../language/language.ts';
import { UpdateNotice } from './update-notice.tsx';

const apply = vi.hoisted(() => vi.fn());
vi.mock('../updates.ts', () => ({ useUpdate: () => ({ ready: true, apply }) }));

const show = (path: string): HTMLElement | null => {
  cleanup();
  render(
    <MemoryRouter initialEntries={[path]}>
      <UpdateNotice />
    </MemoryRouter>,
  );
  return screen.queryByRole('button', { name: '现在更新' });
};

describe('a new version', () => {
  beforeAll(async () => {
    await startLanguage();
    await changeLanguage('zh-CN');
  });

  it.each(['visit', 'household', 'home', 'close', ''])('is not offered over the form "%s" of a person', (form) => {
    expect(show(`/today/5f0c1a52-0000-4000-8000-000000000001/${form}`)).toBeNull();
    expect(show(`/my-register/5f0c1a52-0000-4000-8000-000000000001/${form}`)).toBeNull();
  });

  it('is not offered over the form for a new elder', () => {
    expect(show('/my-register/new')).toBeNull();
  });

  it('is offered between forms, and comes with a tap and not before', () => {
    const button = show('/today');
    expect(apply).not.toHaveBeenCalled();
    if (button !== null) fireEvent.click(button);
    expect(apply).toHaveBeenCalledTimes(1);
  });

  it('takes over only when it was asked to, and the worker that brings it keeps no work', async () => {
    const { default: code } = await import('../../service-worker.ts?raw');
    const lines = code.split('\n').filter((line) => line.includes('skipWaiting'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("=== 'SKIP_WAITING'");
    for (const word of ['indexedDB', 'outbox.add', 'workbox-background-sync', 'clientsClaim', 'fetch('])
      expect(code).not.toContain(word);
  });
});
