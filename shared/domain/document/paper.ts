import { html } from './html.ts';
import { documentLabels } from './labels.ts';
import type { DocumentFont, PaperLook } from './styles.ts';
import { documentStyles, fontFaces, pageStyles } from './styles.ts';

/** A document that is ready to be printed. */
export interface Paper {
  title: string;
  look: PaperLook;
  /** What stands at the foot of every sheet. */
  foot: string;
  /** Its element, in which all text has been escaped; for a window that has `documentStyles` in place. */
  body: string;
  /** Whether it holds any, which have to be in it as data. */
  hasPictures: boolean;
}

/** The document as a page of its own: no script, no network. */
export function renderPaper({ title, look, foot, body, hasPictures }: Paper, fonts: DocumentFont[]): string {
  const styles = fontFaces(fonts) + documentStyles + pageStyles(look, foot);
  const pictures = hasPictures ? ' img-src data:;' : '';
  return `<!doctype html>
<html lang="${documentLabels(look.locale).language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';${pictures} font-src data:">
${html`<title>${title}</title>`.markup}
<style>${styles}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
