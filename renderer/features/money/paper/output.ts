import type { DocumentContent } from '#shared/domain/invoice.ts';
import { documentPaper, type RenderOptions } from '#shared/domain/document/render.ts';
import { pageStyles } from '#shared/domain/document/styles.ts';
import { documentFileName } from '#renderer/state/paper/make-pdf.ts';
import { printMarkup } from '#renderer/ui/index.ts';

/** Opens the system's print dialog with the document alone. Its styles must be in place (`useDocumentStyles`). */
export function printDocument(content: DocumentContent, options: RenderOptions): void {
  const { body, look, foot } = documentPaper(content, options);
  const title = documentFileName(content, options.number);
  printMarkup({ markup: body, styles: pageStyles(look, foot), title });
}
