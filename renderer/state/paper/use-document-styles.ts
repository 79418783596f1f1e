import { useLayoutEffect } from 'react';
import '@fontsource-variable/source-serif-4/index.css';
import { documentStyles } from '#shared/domain/document/styles.ts';

/** Gives this window the very styles that documents print with. They touch nothing outside `.pl-document`. */
export function useDocumentStyles(): void {
  useLayoutEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(documentStyles);
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, []);
}
