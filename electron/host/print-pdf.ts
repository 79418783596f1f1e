import { chromium } from 'playwright-core';
import type { PrintPdf } from '#electron/services/documents.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { findBrowser } from './find-browser.ts';

/**
 * Prints with a hidden browser. The document goes to it over the debugging pipe and the PDF comes back the
 * same way: neither touches the disk. Its page runs no script and reaches no network.
 */
export const printPdf: PrintPdf = async ({ html, paperSize }) => {
  const executablePath = findBrowser();
  if (!executablePath.ok) return executablePath;
  const browser = await launch(executablePath.value);
  if (browser === undefined) return noPrinter;
  try {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      offline: true,
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    await page.setContent(html, { waitUntil: 'load' });
    const options = {
      format: paperSize,
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
    };
    return ok(await page.pdf(options));
  } finally {
    await browser.close();
  }
};

async function launch(executablePath: string) {
  try {
    // As root, which only containers are, Chromium does not start with its sandbox.
    return await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  } catch {
    return undefined;
  }
}

const noPrinter = problem(
  'documents.no-printer',
  'The document was not made, because the browser that prints it did not start. Nothing was changed.',
  'Try again. If it happens again, use the print button of the preview.',
);
