/** Width and height of a picture in pixels, so that its place is kept before it is shown; none where it is no picture. */
export async function pictureSize(file: Blob): Promise<{ width: number; height: number } | undefined> {
  if (!file.type.startsWith('image/')) return undefined;
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return undefined;
  }
}
