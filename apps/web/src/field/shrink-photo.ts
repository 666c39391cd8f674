/**
 * A picture as it is kept: drawn anew, so that nothing a camera wrote beside it comes along, at most 1600 px on its longest
 * side and small enough for a line in the mountains.
 */
import { longestSide, maxPhotoBytes } from '@qiaomen/domain/photo/photo';

/** tried in turn until the picture is small enough */
const tries = [
  { side: longestSide, quality: 0.7 },
  { side: longestSide, quality: 0.5 },
  { side: 1200, quality: 0.5 },
  { side: 800, quality: 0.4 },
] as const;
/** a page of small print stays readable at about this size */
const aimedBytes = Math.min(350_000, maxPhotoBytes);

const fit = ({ width, height }: ImageBitmap, side: number): { width: number; height: number } => {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

const draw = (picture: ImageBitmap, side: number, quality: number): Promise<Blob | null> => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, fit(picture, side));
  const page = canvas.getContext('2d');
  if (page === null) return Promise.resolve(null);
  // what is see-through would turn black
  page.fillStyle = '#fff';
  page.fillRect(0, 0, canvas.width, canvas.height);
  page.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
};

/** @returns a JPEG, or null where the file is no picture this browser can read */
export const shrinkPhoto = async (file: Blob): Promise<Uint8Array<ArrayBuffer> | null> => {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (picture === null) return null;
  try {
    let last: Blob | null = null;
    for (const { side, quality } of tries) {
      last = await draw(picture, side, quality);
      if (last !== null && last.size <= aimedBytes) break;
    }
    return last === null || last.size > maxPhotoBytes ? null : new Uint8Array(await last.arrayBuffer());
  } finally {
    picture.close();
  }
};
