import { randomUUID } from 'node:crypto';
import type { Bytes } from '#shared/lib/bytes.ts';

export interface FormFile {
  /** The name of its field. */
  field: string;
  pieces: Bytes[];
  mimeType: string;
  filename: string;
}

/** A form as RFC 7578 describes it. Its length is known from the start, unlike that of a stream. */
export function multipart(fields: Record<string, string>, { field, pieces, mimeType, filename }: FormFile) {
  const boundary = `plumbline-${randomUUID()}`;
  const part = (name: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n`;
  const texts = Object.entries(fields).map(([name, value]) => `${part(name)}\r\n${value}\r\n`);
  const name = filename.replaceAll(/["\r\n\\]/g, '_');
  const head = `${texts.join('')}${part(field, `; filename="${name}"`)}Content-Type: ${mimeType}\r\n\r\n`;
  const body = new Blob([head, ...pieces, `\r\n--${boundary}--\r\n`]);
  return { body, contentType: `multipart/form-data; boundary=${boundary}` };
}
