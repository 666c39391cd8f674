/** After how long without a touch the tablet locks itself; a setting of the tablet, not of a person. */
const name = 'qiaomen.lockAfterMinutes';

export const lockChoices = [2, 5, 10, 30] as const;
export type LockMinutes = (typeof lockChoices)[number];
const usual: LockMinutes = 10;

export const lockAfterMinutes = (): LockMinutes =>
  lockChoices.find((minutes) => String(minutes) === localStorage.getItem(name)) ?? usual;

export const keepLockAfterMinutes = (minutes: LockMinutes): void => localStorage.setItem(name, String(minutes));
