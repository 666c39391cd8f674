import { describe, expect, it } from 'vitest';
import type { UnsentFile } from '@qiaomen/domain/device/query';
import { sendUnsentFile } from './send-unsent-file.ts';

const items = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `c${index}`, sealed: 'AA==' }));

describe('a file of unsent work', () => {
  it('is carried in pieces of fifty for each tablet, and what was not taken is counted', async () => {
    const tablets = [
      { deviceId: 'old', items: items(70) },
      { deviceId: 'new', items: items(1) },
    ];
    const file: UnsentFile = {
      kind: 'qiaomen-unsent',
      v: 1,
      madeAt: '2026-11-22T00:00:00Z',
      userId: 'u',
      photos: 0,
      tablets,
    };
    const sent: [string, number][] = [];
    const progress: number[] = [];
    const result = await sendUnsentFile(
      file,
      (input) => {
        sent.push([input.deviceId, input.items.length]);
        return Promise.resolve(input.items.map(({ id }) => ({ id, taken: id !== 'c0' })));
      },
      (done) => progress.push(done),
    );
    expect(sent).toEqual([
      ['old', 50],
      ['old', 20],
      ['new', 1],
    ]);
    expect(result).toEqual({ taken: 69, left: 2 });
    expect(progress).toEqual([50, 70, 71]);
  });
});
