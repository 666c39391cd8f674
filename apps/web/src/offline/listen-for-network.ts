/** Wakes the engine when the network is back, and when somebody looks at the tablet again. */
export const listenForNetwork = ({ wake, networkIsBack }: { wake(): void; networkIsBack(): void }): (() => void) => {
  const onVisible = () => {
    if (document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', networkIsBack);
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    window.removeEventListener('online', networkIsBack);
    document.removeEventListener('visibilitychange', onVisible);
  };
};
