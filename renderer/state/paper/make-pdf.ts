import { documentPaper, type RenderOptions } from '#shared/domain/document/render.ts';
import { type Paper, renderPaper } from '#shared/domain/document/paper.ts';
import type { DocumentContent } from '#shared/domain/invoice.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { bridge } from '../vault-client.ts';
import { documentFonts } from './fonts.ts';

/** Has the shell make a PDF of an invoice or credit note. */
export function makePdf(content: DocumentContent, options: RenderOptions): Promise<Result<File>> {
  return printToPdf(documentPaper(content, options), documentFileName(content, options.number));
}

/** Has the shell make a PDF. The document never leaves this computer. `name`: of the file, without its ending. */
export async function printToPdf(paper: Paper, name: string): Promise<Result<File>> {
  const { template, paperSize } = paper.look;
  const fonts = await documentFonts(template, paper.body + paper.foot);
  const printed = await bridge().call('documents.pdf', { html: renderPaper(paper, fonts), paperSize });
  if (!printed.ok) return printed;
  const bytes = fromBase64Url(printed.value.pdfBase64);
  return ok(new File([bytes], `${name}.pdf`, { type: 'application/pdf' }));
}

/** Without the customer's name: browsers keep titles and download names in the clear. */
export function documentFileName(content: DocumentContent, number: string | undefined): string {
  return number ?? `draft-${content.issueDate}`;
}
