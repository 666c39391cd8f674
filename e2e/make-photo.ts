import type { Page } from '@playwright/test';

/** A real photograph-sized JPEG that carries a place and a name, as a camera's does. */
export const makePhoto = async (page: Page): Promise<Buffer> => {
  const drawn = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 3000;
    canvas.height = 2000;
    const paper = canvas.getContext('2d');
    if (paper === null) throw new Error('no canvas');
    for (let index = 0; index < 4000; index += 1) {
      paper.fillStyle = `hsl(${(index * 47) % 360} 60% ${(index * 13) % 90}%)`;
      paper.fillRect((index * 397) % 3000, (index * 211) % 2000, 90, 60);
    }
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
  });
  const exif = Buffer.from('Exif\0\0GPS 42.9071N 129.5136E, owner of the camera');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  const picture = Buffer.from(drawn);
  return Buffer.concat([picture.subarray(0, 2), head, exif, picture.subarray(2)]);
};
