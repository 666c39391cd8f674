/** Below this records come first: no picture and no voice note is taken. */
const spareBytes = 50_000_000;

export const isSpaceShort = async (): Promise<boolean> => {
  const estimate = await navigator.storage?.estimate?.();
  if (estimate?.quota === undefined) return false;
  return estimate.quota - (estimate.usage ?? 0) < spareBytes;
};
