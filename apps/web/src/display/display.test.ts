import { afterEach, describe, expect, it } from 'vitest';
import { changeDisplay, startDisplay } from './display.ts';

const valueOf = (name: string): string => document.documentElement.style.getPropertyValue(name);

afterEach(() => {
  changeDisplay({ text: 100, sun: false });
  localStorage.clear();
});

describe('how the tablet shows things', () => {
  it('keeps larger letters and sunlight colours over a restart', () => {
    changeDisplay({ text: 130 });
    changeDisplay({ sun: true });
    expect([valueOf('--qm-text-scale'), valueOf('--qm-ink')]).toEqual(['1.3', '#000000']);
    document.documentElement.removeAttribute('style');
    startDisplay();
    expect([valueOf('--qm-text-scale'), valueOf('--qm-ink')]).toEqual(['1.3', '#000000']);
  });

  it('goes back to the usual colours without a trace', () => {
    changeDisplay({ sun: true });
    changeDisplay({ sun: false });
    expect(valueOf('--qm-ink')).toBe('');
  });

  it('shows the usual where what was kept cannot be read', () => {
    localStorage.setItem('qiaomen-display', '{"text":900}');
    startDisplay();
    expect(valueOf('--qm-text-scale')).toBe('1');
  });
});
