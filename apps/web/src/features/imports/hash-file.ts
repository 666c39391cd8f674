/** The file's SHA-256, hex: what the server recognises it by, and checks what arrived against. */
export const hashFile = async (file: File): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};
