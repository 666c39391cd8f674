import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { note } from '@qiaomen/domain/voice-note/testing';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLanguage } from '../language/language.ts';
import type { Tablet } from '../testing/tablet.ts';
import { closeScreen, openPage, startWithElder } from '../testing/tablet-screen.tsx';

let tablet: Tablet;
let personId: string;
let recorded: Uint8Array<ArrayBuffer>;
let released: number;

/** A browser's recorder: says what it has heard when it is stopped. */
class Recorder {
  static isTypeSupported = (type: string): boolean => type === 'audio/webm;codecs=opus';
  state: 'inactive' | 'recording' = 'inactive';
  ondataavailable: (event: { data: Blob }) => void = () => undefined;
  onstop: () => void = () => undefined;
  start(): void {
    this.state = 'recording';
  }
  stop(): void {
    this.state = 'inactive';
    this.ondataavailable({ data: new Blob([recorded]) });
    this.onstop();
  }
}
const microphone = (answer: () => Promise<unknown>): void => {
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia: answer } });
};
const works = async () => ({ getTracks: () => [{ stop: () => void (released += 1) }] });
const refuses = (name: string) => () => Promise.reject(new DOMException('no', name));

beforeAll(startLanguage);
beforeEach(async () => {
  ({ tablet, personId } = await startWithElder());
  [recorded, released] = [note, 0];
  vi.stubGlobal('MediaRecorder', Recorder);
  microphone(works);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'mediaDevices');
  await closeScreen(tablet);
});

const tap = async (name: string | RegExp): Promise<void> =>
  void fireEvent.click(await screen.findByRole('button', { name }));
const openForm = async (): Promise<void> => {
  cleanup();
  openPage(tablet, `/my-register/${personId}/visit`);
  await tap('家中无人');
};
const kept = () => tablet.database.photos.toArray();

describe('a voice note', () => {
  it('is sealed when it ends, goes with its visit, and the microphone is let go', async () => {
    await openForm();
    await tap('开始录音');
    await screen.findByRole('button', { name: /^停止录音/ });
    expect(screen.queryByRole('button', { name: '保存上门记录' })).toBeNull();
    await tap(/^停止录音/);
    await screen.findByRole('button', { name: '删去，重新录' });
    expect(released).toBe(1);
    await tap('保存上门记录');
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(1));
    const [row] = await kept();
    expect(row).toMatchObject({ kind: 'voice', state: 'waiting' });
    expect(tablet.store.memory.items[0]?.envelope.attachments).toEqual([row?.sha256]);
  });

  it('is heard and taken back before the save, and recorded again', async () => {
    await openForm();
    await tap('开始录音');
    await tap(/^停止录音/);
    await tap('删去，重新录');
    await screen.findByRole('button', { name: '开始录音' });
    await waitFor(async () => expect(await kept()).toEqual([]));
  });

  it('that a closed form cut short is there when the form is opened again', async () => {
    await openForm();
    await tap('开始录音');
    await screen.findByRole('button', { name: /^停止录音/ });
    cleanup();
    await waitFor(async () => expect(await kept()).toHaveLength(1));
    await openForm();
    await screen.findByRole('button', { name: '删去，重新录' });
  });

  it('ends when the screen is turned off', async () => {
    await openForm();
    await tap('开始录音');
    await screen.findByRole('button', { name: /^停止录音/ });
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await screen.findByRole('button', { name: '删去，重新录' });
  });

  it.each([
    ['nobody allows it', () => microphone(refuses('NotAllowedError')), '没有使用麦克风的许可'],
    ['there is no microphone', () => microphone(refuses('NotFoundError')), '没有能用的麦克风'],
    ['the browser is too old', () => vi.stubGlobal('MediaRecorder', undefined), '没有能用的麦克风'],
    ['the recorder writes nonsense', () => void (recorded = new Uint8Array(50)), '录音没有存上'],
  ])('where %s, the note is offered instead', async (_why, arrange, words) => {
    arrange();
    await openForm();
    await tap('开始录音');
    const stop = screen.queryByRole('button', { name: /^停止录音/ });
    if (stop !== null) fireEvent.click(stop);
    await waitFor(() => {
      const running = screen.queryByRole('button', { name: /^停止录音/ });
      if (running !== null) fireEvent.click(running);
      expect(screen.getByText(new RegExp(words))).toBeTruthy();
    });
    await tap('写备注');
    expect((document.activeElement as HTMLElement | null)?.dataset['field']).toBe('note');
    expect(await kept()).toEqual([]);
  });
});
