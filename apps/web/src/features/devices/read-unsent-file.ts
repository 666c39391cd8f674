/** Reads the file a tablet saved, line by line: pictures of a month do not fit into the page at once. */
import { UnsentFile, UnsentPhoto } from '@qiaomen/domain/device/query';

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const linesOf = async function* (file: Blob): AsyncGenerator<string> {
  const reader = file.stream().getReader();
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    const [first = '', ...rest] = decoder.decode(value, { stream: !done }).split('\n');
    parts.push(first);
    for (const begun of rest) {
      yield parts.join('');
      parts = [begun];
    }
    if (done) break;
  }
  yield parts.join('');
};

export interface ReadFile {
  head: UnsentFile;
  /** those of its pictures that can be read */
  photos(): AsyncGenerator<UnsentPhoto>;
}

/** @returns undefined where it is another file */
export const readUnsentFile = async (file: Blob): Promise<ReadFile | undefined> => {
  const first = await linesOf(file).next();
  const head = UnsentFile.safeParse(parsed(first.value ?? '')).data;
  if (head === undefined) return undefined;
  return {
    head,
    photos: async function* () {
      let at = 0;
      for await (const line of linesOf(file)) {
        at += 1;
        const photo = at === 1 ? undefined : UnsentPhoto.safeParse(parsed(line)).data;
        if (photo !== undefined) yield photo;
      }
    },
  };
};
