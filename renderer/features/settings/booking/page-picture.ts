import type { PublicPage } from '#shared/domain/public-page.ts';
import { mostPictureBytes } from '#shared/public-page/document.ts';
import { pictureData } from '#renderer/ui/index.ts';

const start = 'data:image/jpeg;base64,';

/** A photo as it goes on the public page, small enough and without where and with what it was taken. */
export async function pagePicture(file: Blob): Promise<PublicPage['picture']> {
  const url = await pictureData(file, start.length + Math.floor((mostPictureBytes * 4) / 3) - 4);
  if (url === undefined || !url.startsWith(start)) return undefined;
  return { type: 'image/jpeg', data: url.slice(start.length).replaceAll('+', '-').replaceAll('/', '_') };
}
