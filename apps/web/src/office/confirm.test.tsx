import { MantineProvider, TextInput } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeLanguage, loadDeskWords, startLanguage } from '../language/language.ts';
import { Confirm } from './confirm.tsx';

describe('a dialog on a page that has a button to send', () => {
  const user = userEvent.setup();
  const done: string[] = [];

  beforeAll(async () => {
    await startLanguage();
    await changeLanguage('zh-CN');
    await loadDeskWords();
  });
  beforeEach(() => {
    done.length = 0;
    render(
      <MantineProvider>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            done.push('page sent');
          }}
        >
          <button type="submit" onClick={() => done.push('page pressed')}>
            修改密码
          </button>
          <Confirm opened title="退回" act="退回" onClose={() => undefined} onConfirm={() => done.push('done')}>
            <TextInput label="原因" />
          </Confirm>
        </form>
      </MantineProvider>,
    );
  });

  it('sends nothing when Enter is pressed in its field, neither its own act nor the page behind it', async () => {
    const why = await screen.findByRole('textbox', { name: '原因' });
    await user.type(why, '缺一张照片{Enter}');
    expect(done).toEqual([]);
    expect(why).toHaveProperty('value', '缺一张照片');
    await user.click(screen.getByRole('button', { name: '退回' }));
    expect(done).toEqual(['done']);
  });

  it('asks the browser to remember nothing of what is typed', async () => {
    const why = await screen.findByRole<HTMLInputElement>('textbox', { name: '原因' });
    expect(why.form?.getAttribute('autocomplete')).toBe('off');
  });
});
