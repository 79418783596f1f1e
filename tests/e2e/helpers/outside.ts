import type { Page } from '@playwright/test';

/** What an owner could not reach: buttons, links and fields beyond the window's sides that no scrolling brings in. */
export function outside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element) => {
      for (let each = element.parentElement; each !== null; each = each.parentElement) {
        const { overflowX } = getComputedStyle(each);
        if ((overflowX === 'auto' || overflowX === 'scroll') && each.scrollWidth > each.clientWidth)
          return true;
      }
      return false;
    };
    const found: string[] = [];
    for (const element of document.querySelectorAll('button, a, input, textarea, select')) {
      const { left, right, width, height } = element.getBoundingClientRect();
      const isSeen = width > 1 && height > 1 && getComputedStyle(element).visibility === 'visible';
      if (!isSeen || (left >= -1 && right <= innerWidth + 1) || scrolls(element)) continue;
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40);
      found.push(`“${name}” from ${Math.round(left)} to ${Math.round(right)} of ${innerWidth} px`);
    }
    return found;
  });
}
