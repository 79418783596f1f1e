import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { isUnreadable, textOfPage, type TextRun } from './pdf-lines.ts';

/** Bytes of a file that is read, and pages of a PDF. */
const largest = 20 * 1024 * 1024;
const mostPages = 1000;

/** The text of a PDF, Markdown or plain text file. Its codes are keys of the feature's messages. */
export async function readTextFile(file: File): Promise<Result<string>> {
  if (file.size > largest) return problem('tooLarge', 'This file is too large.');
  try {
    const isPdf = file.type === 'application/pdf' || /\.pdf$/i.test(file.name);
    const text = isPdf ? await readPdf(await file.arrayBuffer()) : await readPlain(file);
    if (text === undefined) return problem('notReadable', 'This file holds no text.');
    if (isPdf && isUnreadable(text)) return problem('noLetters', 'The letters of this file cannot be told.');
    return text.trim() === '' ? problem('nothingRead', 'There is no text in this file.') : ok(text);
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException')
      return problem('password', 'This file is locked with a password.');
    return problem('notReadable', 'This file could not be read.');
  }
}

/** Bytes that are no text in UTF-8 belong to another kind of file. */
async function readPlain(file: File): Promise<string | undefined> {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  return text.includes('\0') ? undefined : text;
}

async function readPdf(bytes: ArrayBuffer): Promise<string> {
  // Large, and needed by few: it comes when the first PDF does.
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist');
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module', name: 'pdf' });
  GlobalWorkerOptions.workerPort = worker;
  const loading = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    useWorkerFetch: false,
    disableFontFace: true,
  });
  try {
    const document = await loading.promise;
    const pages: string[] = [];
    for (let number = 1; number <= Math.min(document.numPages, mostPages); number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(textOfPage(items.filter((item): item is typeof item & TextRun => 'str' in item)));
    }
    return pages.join('\n\n');
  } finally {
    await loading.destroy();
    worker.terminate();
  }
}
