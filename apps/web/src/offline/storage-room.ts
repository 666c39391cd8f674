/** Whether the browser promises to keep what is here, and how much room is left. */
export interface StorageRoom {
  persisted: boolean;
  used: number;
  free: number;
}

const lowSpace = 200_000_000;

export const isShort = ({ free }: StorageRoom): boolean => free < lowSpace;

/** Null where the browser does not tell. */
export const readStorageRoom = async (): Promise<StorageRoom | null> => {
  // asking again costs nothing and is granted once the application is on the home screen
  const persisted = (await navigator.storage?.persist?.()) ?? false;
  const estimate = await navigator.storage?.estimate?.();
  if (estimate === undefined) return null;
  const used = estimate.usage ?? 0;
  return { persisted, used, free: Math.max(0, (estimate.quota ?? 0) - used) };
};
