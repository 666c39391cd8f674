/** Every colour, size and radius of Qiaomen. Colour means state and never stands without an icon and a word. */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const teal: MantineColorsTuple = [
  '#e7f4f2', '#cfe7e4', '#a0cfc9', '#6fb5ad', '#469d94', '#22857c', '#116f69', '#0a5754', '#094e4c', '#063c3b',
]; // prettier-ignore

/** Ink on its own soft ground reaches 7 : 1. */
export const tones = {
  due: { ink: '#6b4100', soft: '#fff1d0', line: '#d99a1e' },
  overdue: { ink: '#8f1414', soft: '#fde9e7', line: '#c93a32' },
  done: { ink: '#124a2a', soft: '#e1f4e7', line: '#2f8a55' },
  deferred: { ink: '#4a2a82', soft: '#f0e9fb', line: '#8158c4' },
  refused: { ink: '#4f4137', soft: '#f2ece7', line: '#937d6d' },
  offline: { ink: '#3b464b', soft: '#ecf0f2', line: '#7d8b92' },
  calm: { ink: '#094e4c', soft: '#e7f4f2', line: '#22857c' },
} as const;
export type Tone = keyof typeof tones;

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: 7,
  colors: { teal },
  black: '#16211f',
  white: '#ffffff',
  fontFamily: 'var(--qm-font)',
  headings: { fontFamily: 'var(--qm-font)', fontWeight: '650' },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // a finger on a tablet's office page
    Input: { vars: () => ({ wrapper: { '--input-height': '44px' } }) },
    Modal: { styles: { title: { fontSize: '1.25rem', fontWeight: 650 } } },
    Select: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    SegmentedControl: { defaultProps: { size: 'md' } },
  },
});

/** Black on white for reading in the sun: what changes of the variables below. */
export const sunColours: Readonly<Record<string, string>> = {
  '--qm-ink': '#000000',
  '--qm-ink-soft': '#1c2422',
  '--qm-ground': '#ffffff',
  '--qm-line': '#4a5755',
  '--qm-control': '#2a3432',
  '--qm-primary': '#00302e',
  '--qm-primary-ink': '#00302e',
  '--qm-due-ink': '#3d2500',
  '--qm-overdue-ink': '#5c0000',
  '--qm-done-ink': '#002b13',
  '--qm-deferred-ink': '#25094f',
  '--qm-refused-ink': '#241a13',
  '--qm-offline-ink': '#11191d',
  '--qm-calm-ink': '#00302e',
  ...Object.fromEntries(
    Object.keys(tones).flatMap((name) => [
      [`--qm-${name}-soft`, '#ffffff'],
      [`--qm-${name}-line`, '#000000'],
    ]),
  ),
};

const toneVariables = Object.fromEntries(
  Object.entries(tones).flatMap(([name, tone]) =>
    Object.entries(tone).map(([part, colour]) => [`--qm-${name}-${part}`, colour]),
  ),
);

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    ...toneVariables,
    '--qm-font':
      "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'HarmonyOS Sans SC', 'Noto Serif Tibetan', system-ui, sans-serif",
    '--qm-font-ko':
      "'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans CJK KR', 'Noto Sans KR', 'PingFang SC', 'Noto Serif Tibetan', system-ui, sans-serif",
    '--qm-font-bo': "'Noto Serif Tibetan', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', system-ui, serif",
    '--qm-ink': '#16211f',
    '--qm-ink-soft': '#42504d',
    '--qm-ground': '#f4f7f6',
    '--qm-paper': '#ffffff',
    '--qm-line': '#d3dcda',
    '--qm-control': '#8a9a96',
    '--qm-primary': '#0a5754',
    '--qm-primary-soft': '#e7f4f2',
    '--qm-primary-ink': '#063c3b',
    '--qm-hint': '#4d5a57',
    '--qm-target': '56px',
    '--qm-gap': '8px',
  },
  // hints are read in sunlight too
  light: {
    '--mantine-color-dimmed': '#44524f',
    '--mantine-color-placeholder': '#566460',
  },
  dark: {},
});
