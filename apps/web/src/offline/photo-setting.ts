/** Whether pictures wait for a line that costs nothing. A choice of this tablet; records never wait for it. */
const name = 'qiaomen-photos-wifi-only';

export const isWifiOnly = (): boolean => localStorage.getItem(name) === '1';
export const setWifiOnly = (on: boolean): void =>
  on ? localStorage.setItem(name, '1') : localStorage.removeItem(name);

interface Connected {
  connection?: { type?: string };
}

/** Known on Android's browsers; elsewhere a line counts as one that costs nothing. */
export const mayUseLine = (): boolean =>
  !isWifiOnly() || (navigator as Navigator & Connected).connection?.type !== 'cellular';
