import type { RenderOptions } from '#shared/domain/document/render.ts';
import { renderDocument } from '#shared/domain/document/render.ts';
import type { DocumentContent } from '#shared/domain/invoice.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { bridge } from '../vault-client.ts';
import { documentFonts } from './fonts.ts';

/** Has the shell make a PDF. The document never leaves this computer. */
export async function makePdf(content: DocumentContent, options: RenderOptions): Promise<Result<File>> {
  const fonts = await documentFonts(content.template, JSON.stringify(content));
  const html = renderDocument(content, { ...options, fonts });
  const printed = await bridge().call('documents.pdf', { html, paperSize: content.paperSize });
  if (!printed.ok) return printed;
  const name = `${documentFileName(content, options.number)}.pdf`;
  return ok(new File([fromBase64Url(printed.value.pdfBase64)], name, { type: 'application/pdf' }));
}

/** Without the customer's name: browsers keep titles and download names in the clear. */
export function documentFileName(content: DocumentContent, number: string | undefined): string {
  return number ?? `draft-${content.issueDate}`;
}
