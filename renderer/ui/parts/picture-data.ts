import { toBase64Url } from '#shared/lib/bytes.ts';

/** How large a picture is tried, the largest first: pixels of its longer side, and its quality. */
const sizes = [
  { pixels: 1200, quality: 0.82 },
  { pixels: 900, quality: 0.75 },
  { pixels: 640, quality: 0.65 },
  { pixels: 420, quality: 0.5 },
] as const;

/**
 * A picture as a data URL of at most so many letters, without what the camera has written into it; `undefined` where it
 * is no picture that this window can draw.
 */
export async function pictureData(picture: Blob, longest: number): Promise<string | undefined> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(picture);
  } catch {
    return undefined;
  }
  try {
    for (const size of sizes) {
      const data = await drawn(bitmap, size);
      if (data.length <= longest) return data;
    }
    return undefined;
  } finally {
    bitmap.close();
  }
}

async function drawn(bitmap: ImageBitmap, { pixels, quality }: (typeof sizes)[number]): Promise<string> {
  const scale = Math.min(1, pixels / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = new OffscreenCanvas(width!, height!);
  const context = canvas.getContext('2d')!;
  // Paper is white: a picture that can be seen through is drawn on it.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width!, height!);
  context.drawImage(bitmap, 0, 0, width!, height!);
  return dataUrl(await canvas.convertToBlob({ type: 'image/jpeg', quality }));
}

async function dataUrl(blob: Blob): Promise<string> {
  const bytes = toBase64Url(new Uint8Array(await blob.arrayBuffer()));
  const base64 = bytes.replaceAll('-', '+').replaceAll('_', '/');
  return `data:${blob.type};base64,${base64}`;
}
