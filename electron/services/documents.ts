import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';

/** Turns a self-contained HTML document into a PDF. Each shell has its own; none may write the document to disk. */
export type PrintPdf = (document: CallArgs<'documents.pdf'>) => Promise<Result<Uint8Array>>;

export function createDocumentsService(deps: { printPdf: PrintPdf }): Pick<CallHandlers, 'documents.pdf'> {
  return {
    async 'documents.pdf'(document) {
      const pdf = await deps.printPdf(document);
      return pdf.ok ? ok({ pdfBase64: Buffer.from(pdf.value).toString('base64') }) : pdf;
    },
  };
}
