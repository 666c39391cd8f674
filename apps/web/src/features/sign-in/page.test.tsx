import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InstallState } from '@qiaomen/domain/account/query';
import { changeLanguage, startLanguage } from '../../language/language.ts';
import { SignInPage } from './page.tsx';

const install: InstallState = {
  demo: true,
  needsFirstAdmin: false,
  secure: true,
  demoSignIns: [{ login: 'worker1', password: 'demo', role: 'worker', name: '朴英子' }],
  prefecture: null,
  version: '0.1.0',
};

/** The server, as far as this page talks to it. */
const answerWith = (answers: Record<string, { status: number; body: unknown }>): void => {
  vi.stubGlobal('fetch', (url: string) => {
    const path = new URL(url, 'http://localhost').pathname.split('/').at(-1) ?? '';
    const answer = answers[path];
    if (answer === undefined) return Promise.reject(new TypeError('no network'));
    return Promise.resolve(Response.json(answer.body, { status: answer.status }));
  });
};

const refusal = (code: string) => ({
  status: 401,
  body: { error: { message: code, code: -32001, data: { httpStatus: 401, domain: { code } } } },
});
const state = (over: Partial<InstallState> = {}) => ({
  status: 200,
  body: { result: { data: { ...install, ...over } } },
});

const open = (): void => {
  render(
    <MemoryRouter>
      <SignInPage />
    </MemoryRouter>,
  );
};

describe('the sign-in page', () => {
  beforeAll(startLanguage);
  beforeEach(async () => {
    vi.stubGlobal('isSecureContext', true);
    await changeLanguage('zh-CN');
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('fills in a demonstration account with one tap', async () => {
    answerWith({ 'account.installState': state() });
    open();
    fireEvent.click(await screen.findByRole('button', { name: /朴英子/ }));
    expect(screen.getByLabelText('账号')).toHaveProperty('value', 'worker1');
    expect(screen.getByLabelText('密码')).toHaveProperty('value', 'demo');
  });

  it('keeps what was typed when the language is switched', async () => {
    answerWith({ 'account.installState': state() });
    open();
    fireEvent.change(await screen.findByLabelText('账号'), { target: { value: 'li.hua' } });
    fireEvent.click(screen.getByRole('button', { name: 'English' }));
    expect(await screen.findByLabelText('Account')).toHaveProperty('value', 'li.hua');
    expect(document.documentElement.lang).toBe('en');
  });

  it('shows Chinese where Tibetan awaits a native reader, and marks it as Chinese', async () => {
    answerWith({ 'account.installState': state() });
    await changeLanguage('bo');
    open();
    const button = await screen.findByRole('button', { name: '登录' });
    expect(button.querySelector('[lang="zh-CN"]')?.textContent).toBe('登录');
    expect(screen.getByText('གསང་གྲངས།')).toBeTruthy();
  });

  it('asks for the one-time code in a second step', async () => {
    answerWith({ 'account.installState': state(), 'account.signIn': refusal('totp_required') });
    open();
    fireEvent.change(await screen.findByLabelText('账号'), { target: { value: 'admin' } });
    fireEvent.change(screen.getByLabelText('密码'), { target: { value: 'secret' } });
    fireEvent.click(screen.getByRole('button', { name: '登录' }));
    expect(await screen.findByLabelText('动态验证码')).toBeTruthy();
  });

  it('says in words why signing in was refused, and that nobody answered', async () => {
    answerWith({ 'account.installState': state(), 'account.signIn': refusal('sign_in_failed') });
    open();
    fireEvent.change(await screen.findByLabelText('账号'), { target: { value: 'admin' } });
    fireEvent.change(screen.getByLabelText('密码'), { target: { value: 'wrong' } });
    fireEvent.click(screen.getByRole('button', { name: '登录' }));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('账号或密码不对'));
    answerWith({});
    fireEvent.click(screen.getByRole('button', { name: '登录' }));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('请检查网络'));
  });

  it('offers to create the first administrator where there is nobody yet', async () => {
    answerWith({ 'account.installState': state({ needsFirstAdmin: true, demo: false, demoSignIns: [] }) });
    open();
    expect(await screen.findByText('设立第一位管理员')).toBeTruthy();
  });

  it('says why an address without encryption cannot work', async () => {
    answerWith({ 'account.installState': state({ secure: false }) });
    open();
    expect((await screen.findByRole('alert')).textContent).toContain('此地址不能登录');
    expect(screen.queryByLabelText('密码')).toBeNull();
  });
});
