import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startLanguage } from '../language/language.ts';
import { type Tablet } from '../testing/tablet.ts';
import { closeScreen, openPage, startWithElder } from '../testing/tablet-screen.tsx';

let tablet: Tablet;
let personId: string;

beforeAll(startLanguage);
beforeEach(async () => void ({ tablet, personId } = await startWithElder()));
afterEach(async () => {
  cleanup();
  await closeScreen(tablet);
});

it('a closing is asked for with all of its proof, and waits for a second person', async () => {
  openPage(tablet, `/my-register/${personId}/close`, 'worker');
  const send = await screen.findByRole('button', { name: '提交申请' });
  fireEvent.click(screen.getByRole('button', { name: '有禁忌，不宜接种' }));
  fireEvent.change(screen.getByLabelText(/说明/), { target: { value: '县医院证明，2026-11-20' } });
  fireEvent.click(screen.getByLabelText('医生意见'));
  expect(send).toHaveProperty('disabled', true);
  fireEvent.click(screen.getByLabelText('医院证明'));
  expect(send).toHaveProperty('disabled', false);
  fireEvent.click(send);
  await waitFor(() => expect(screen.getByText('已提交，等待复核。')).toBeTruthy());
  const sent = tablet.store.memory.items.map(({ command }) => command);
  expect(sent).toMatchObject([{ type: 'close.request', code: 'C3', evidence: ['doctor', 'certificate'] }]);
});
