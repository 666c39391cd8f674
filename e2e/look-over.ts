/** What is wrong with a screen as it lies before a worker: too small, too near, cut off, too pale, waiting. */
import type { Page } from '@playwright/test';

export interface Wanted {
  /** what a finger can hit at all (px) */
  target: number;
  /** the main action at the lower edge (px) */
  primary: number;
  gap: number;
  contrast: number;
  /** of Tibetan, whose stacked letters need room above and below */
  lineHeight: number;
}

const wanted: Wanted = { target: 48, primary: 56, gap: 8, contrast: 7, lineHeight: 1.75 };

export const lookOver = (page: Page): Promise<string[]> =>
  page.evaluate((want: Wanted) => {
    const found: string[] = [];
    const wordsOf = (element: Element): string =>
      `${element.tagName.toLowerCase()} "${(element.textContent ?? '').trim().slice(0, 24)}"`;
    const boxOf = (element: Element): DOMRect => element.getBoundingClientRect();
    const isSeen = (element: HTMLElement): boolean =>
      element.offsetParent !== null && boxOf(element).width > 0 && getComputedStyle(element).visibility === 'visible';
    const all = (selector: string): HTMLElement[] =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter(isSeen);

    // large enough and apart
    const hits = 'button, a[href], summary, select, input:not([type=checkbox]), textarea, label:has(input)';
    const targets = all(`main :is(${hits}), header :is(${hits}), nav :is(${hits})`);
    for (const element of targets) {
      const { width, height } = boxOf(element);
      if (height < want.target - 0.5 || width < want.target - 0.5)
        found.push(`small: ${wordsOf(element)} ${width}×${height}`);
    }
    const inMain = targets.filter((element) => element.closest('main') !== null);
    // what scrolls under a bar is no neighbour of the bar
    const scrollerOf = (element: Element | null): Element | null =>
      element === null || /auto|scroll/.test(getComputedStyle(element).overflowY)
        ? element
        : scrollerOf(element.parentElement);
    for (const [at, one] of inMain.entries())
      for (const other of inMain.slice(at + 1)) {
        if (one.contains(other) || scrollerOf(one) !== scrollerOf(other)) continue;
        const [a, b] = [boxOf(one), boxOf(other)];
        const apart = Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
        // what lies over something else, as the cross in the search field, is no neighbour
        if (apart > -1 && apart < want.gap - 0.5) found.push(`near: ${wordsOf(one)} / ${wordsOf(other)} ${apart}`);
      }

    // one main action, at the lower edge
    const primaries = all('main button[class*="_primary_"]');
    const main = document.querySelector('main');
    for (const element of primaries.filter((each) => each.closest('article') === null)) {
      const { height, bottom } = boxOf(element);
      const edge = main === null ? window.innerHeight : boxOf(main).bottom;
      const words = wordsOf(element);
      if (element.closest('footer') === null) found.push(`main action not at the lower edge: ${words}`);
      if (height < want.primary) found.push(`main action low: ${words} ${height}`);
      if (bottom > window.innerHeight + 1 || edge - bottom > 160)
        found.push(`main action out of reach: ${words} ${bottom}`);
    }
    if (all('main footer button[class*="_primary_"]').length > 1) found.push('two main actions');

    // nothing cut off
    const bearing = all('main *, header *, nav *').filter(
      (element) =>
        !element.matches('textarea, select, option') &&
        [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
        ),
    );
    for (const element of bearing) {
      const range = document.createRange();
      range.selectNodeContents(element);
      const text = range.getBoundingClientRect();
      if (text.right > window.innerWidth + 1 || text.left < -1) found.push(`off the page: ${wordsOf(element)}`);
      const holder = element.closest<HTMLElement>('button, a, label, input, select') ?? element;
      const own = boxOf(holder);
      if (text.right > own.right + 1.5 || text.left < own.left - 1.5 || text.bottom > own.bottom + 6)
        found.push(`out of its box: ${wordsOf(element)}`);
      const style = getComputedStyle(element);
      // whatever around it hides what is too much, up to what scrolls
      for (
        let around: Element | null = element;
        around !== null && around.tagName !== 'MAIN';
        around = around.parentElement
      ) {
        const { overflowX, overflowY } = getComputedStyle(around);
        if (/auto|scroll/.test(overflowX + overflowY)) break;
        const edge = boxOf(around);
        const cut = Math.max(
          text.bottom - edge.bottom,
          edge.top - text.top,
          text.right - edge.right,
          edge.left - text.left,
        );
        if (/hidden|clip/.test(overflowX + overflowY) && cut > 4)
          found.push(`cut off: ${wordsOf(element)} ${cut.toFixed(0)}`);
      }
      if (/[\u0F40-\u0FBC]/.test(element.textContent ?? '')) {
        const line = Number.parseFloat(style.lineHeight) / Number.parseFloat(style.fontSize);
        if (line < want.lineHeight) found.push(`Tibetan in low lines: ${wordsOf(element)} ${line.toFixed(2)}`);
      }
    }
    for (const element of all('main input, main textarea') as (HTMLInputElement | HTMLTextAreaElement)[]) {
      if (element.placeholder === '' || element.value !== '' || element instanceof HTMLTextAreaElement) continue;
      const style = getComputedStyle(element);
      const pen = document.createElement('canvas').getContext('2d');
      if (pen === null) continue;
      pen.font = `${style.fontSize} ${style.fontFamily}`;
      const room = element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      if (pen.measureText(element.placeholder).width > room + 2) found.push(`hint cut off: "${element.placeholder}"`);
    }
    const sideways = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (sideways > 0) found.push(`scrolls sideways by ${sideways}`);

    // dark enough
    const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: number[]): number => {
      const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((value) => {
        const part = value / 255;
        return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const groundOf = (element: Element | null): number[] => {
      if (element === null) return [255, 255, 255];
      const ground = channels(getComputedStyle(element).backgroundColor);
      return ground.length === 4 && (ground[3] ?? 0) < 1 ? groundOf(element.parentElement) : ground;
    };
    const ratio = (ink: string, element: Element): number => {
      const [light = 0, dark = 0] = [luminance(channels(ink)), luminance(groundOf(element))].sort((a, b) => b - a);
      return (light + 0.05) / (dark + 0.05);
    };
    for (const element of bearing) {
      if (element.closest(':disabled, [aria-disabled=true]') !== null) continue;
      const reached = ratio(getComputedStyle(element).color, element);
      if (reached < want.contrast) found.push(`pale: ${wordsOf(element)} ${reached.toFixed(1)} : 1`);
    }
    for (const element of all('main input, main textarea')) {
      const reached = ratio(getComputedStyle(element, '::placeholder').color, element);
      if (reached < want.contrast)
        found.push(`pale hint: ${element.getAttribute('placeholder') ?? ''} ${reached.toFixed(1)} : 1`);
    }

    // nothing turns and waits
    for (const element of all('[role=progressbar]:not(progress), [aria-busy=true]'))
      found.push(`waits: ${wordsOf(element)}`);
    return [...new Set(found)];
  }, wanted);
