import { BrowserWindow, session } from 'electron';
import type { PdfPrinter } from '#electron/services/documents.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { guardSession } from './guard-contents.ts';
import { printWindowOptions } from './window-options.ts';

const documentUrl = 'plumbline-print://document/';

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
};

/** Prints in a hidden window with a session of its own, which lives in memory and serves the one document. */
export function createPdfPrinter(deps: { newId(): string }): PdfPrinter {
  // A window of a program that runs already starts at once, and ends with its print.
  return { prepare: async () => undefined, print, close: async () => undefined };

  async function print({ html, paperSize }: CallArgs<'documents.pdf'>): Promise<Result<Uint8Array>> {
    const partition = `print-${deps.newId()}`;
    const memory = session.fromPartition(partition, { cache: false });
    guardSession(memory);
    memory.protocol.handle('plumbline-print', () => new Response(html, { headers }));
    const window = new BrowserWindow(printWindowOptions(partition));
    try {
      await window.loadURL(documentUrl);
      return ok(await window.webContents.printToPDF({ ...printOptions, pageSize: paperSize }));
    } catch {
      return notPrinted;
    } finally {
      window.destroy();
      memory.protocol.unhandle('plumbline-print');
    }
  }
}

const printOptions = {
  preferCSSPageSize: true,
  printBackground: true,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
};

const notPrinted = problem(
  'documents.not-printed',
  'The document was not made. Nothing was changed.',
  'Try again. If it happens again, use the print button of the preview.',
);
