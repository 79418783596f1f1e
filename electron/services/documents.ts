import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';

/** Turns self-contained HTML documents into PDF. Each shell has its own; none may write a document to disk. */
export interface PdfPrinter {
  /** Somebody looks at a document and may soon want it: what takes long to start may start now. */
  prepare(): Promise<void>;
  print(document: CallArgs<'documents.pdf'>): Promise<Result<Uint8Array>>;
  close(): Promise<void>;
}

export function createDocumentsService({
  printer,
}: {
  printer: PdfPrinter;
}): Pick<CallHandlers, 'documents.pdf' | 'documents.prepare'> {
  return {
    async 'documents.pdf'(document) {
      const pdf = await printer.print(document);
      return pdf.ok ? ok({ pdfBase64: Buffer.from(pdf.value).toString('base64') }) : pdf;
    },
    async 'documents.prepare'() {
      await printer.prepare();
      return ok({});
    },
  };
}
