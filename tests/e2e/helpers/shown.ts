import type { Page } from '@playwright/test';

/** All words that a page shows or tells: texts, what stands in fields, names and tooltips. */
export function everythingShown(page: Page): Promise<string> {
  return page.evaluate(() => {
    const told = Array.from(document.querySelectorAll('*')).flatMap((element) => [
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : '',
      ...['title', 'aria-label', 'aria-description', 'placeholder', 'alt'].map(
        (name) => element.getAttribute(name) ?? '',
      ),
    ]);
    return [document.body.textContent, ...told].filter(Boolean).join('\n');
  });
}
