import type { DocumentContent } from '#shared/domain/invoice.ts';
import type { RenderOptions } from '#shared/domain/document/render.ts';
import { renderBody, renderDocument } from '#shared/domain/document/render.ts';
import { pageStyles } from '#shared/domain/document/styles.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { printMarkup } from '#renderer/ui/index.ts';
import { bridge } from '#renderer/state/vault-client.ts';
import { documentFonts } from './fonts.ts';

/** Opens the system's print dialog with the document alone. Its styles must be in place (`useDocumentStyles`). */
export function printDocument(content: DocumentContent, options: RenderOptions): void {
  printMarkup({
    markup: renderBody(content, options),
    styles: pageStyles(content, options.number),
    title: fileName(content, options.number),
  });
}

/** Has the shell make a PDF. The document never leaves this computer. */
export async function makePdf(content: DocumentContent, options: RenderOptions): Promise<Result<File>> {
  const fonts = await documentFonts(content.template, JSON.stringify(content));
  const html = renderDocument(content, { ...options, fonts });
  const printed = await bridge().call('documents.pdf', { html, paperSize: content.paperSize });
  if (!printed.ok) return printed;
  const name = `${fileName(content, options.number)}.pdf`;
  return ok(new File([fromBase64Url(printed.value.pdfBase64)], name, { type: 'application/pdf' }));
}

/** Offers a file as a download. */
export function download(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Without the customer's name: browsers keep titles and download names in the clear. */
function fileName(content: DocumentContent, number: string | undefined): string {
  return number ?? `draft-${content.issueDate}`;
}
