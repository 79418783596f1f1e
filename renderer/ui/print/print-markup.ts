/** What is printed: safe markup, its styles, and what the file is called where it is printed into one. */
interface Printed {
  markup: string;
  styles: string;
  title: string;
}

/** Opens the system's print dialog with the markup alone; the window is as it was afterwards. */
export function printMarkup({ markup, styles, title }: Printed): void {
  const paper = document.createElement('div');
  paper.className = 'pl-print';
  paper.innerHTML = markup;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${printStyles}\n${styles}`);
  const before = document.title;
  window.addEventListener('afterprint', cleanUp, { once: true });
  document.adoptedStyleSheets.push(sheet);
  document.body.append(paper);
  document.title = title;
  window.print();

  function cleanUp() {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    document.title = before;
  }
}

const printStyles = `
@media screen { .pl-print { display: none; } }
@media print {
  html, body { height: auto !important; overflow: visible !important; background: #fff !important; }
  body > :not(.pl-print) { display: none !important; }
}`;
