import { describe, expect, it } from 'vitest';
import { cssVariables, sunColours, theme, tones } from './theme.ts';

const channel = (value: number): number => {
  const part = value / 255;
  return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

/** Relative luminance of WCAG 2. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

const variables = cssVariables({} as Parameters<typeof cssVariables>[0]).variables;

describe('words are readable in the sun', () => {
  it.each(Object.entries(tones))(
    'the words of state "%s" stand out from their ground 7 : 1',
    (_name, { ink, soft }) => {
      for (const colour of [ink, variables['--qm-ink-soft'], variables['--qm-primary']])
        expect(contrast(colour ?? '', soft), colour).toBeGreaterThanOrEqual(7);
    },
  );

  it('body text, quiet text and the primary button stand out 7 : 1', () => {
    const ground = variables['--qm-ground'] ?? '';
    expect(contrast(variables['--qm-ink'] ?? '', ground)).toBeGreaterThanOrEqual(7);
    expect(contrast(variables['--qm-ink-soft'] ?? '', ground)).toBeGreaterThanOrEqual(7);
    expect(contrast(variables['--qm-primary'] ?? '', ground)).toBeGreaterThanOrEqual(7);
    expect(contrast(variables['--qm-hint'] ?? '', theme.white ?? '')).toBeGreaterThanOrEqual(7);
  });

  it('in full sun every word stands out 12 : 1 and every edge 7 : 1', () => {
    const seen: Record<string, string> = { ...variables, ...sunColours };
    for (const [name, colour] of Object.entries(seen).filter(([name]) => name.endsWith('-ink')))
      expect(contrast(colour, '#ffffff'), name).toBeGreaterThanOrEqual(12);
    for (const [name, colour] of Object.entries(seen).filter(([name]) => name.endsWith('-line')))
      expect(contrast(colour, '#ffffff'), name).toBeGreaterThanOrEqual(7);
    expect(contrast(seen['--qm-primary'] ?? '', '#ffffff')).toBeGreaterThanOrEqual(12);
  });
});
