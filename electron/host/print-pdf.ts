import type { Browser } from 'playwright-core';
import type { PdfPrinter } from '#electron/services/documents.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { findBrowser } from './find-browser.ts';

/** Starting takes most of the time of a print: the browser stays for this long after it was last wanted. */
const keptForMilliseconds = 5 * 60_000;

/**
 * Prints with a hidden browser. The document goes to it over the debugging pipe and the PDF comes back the
 * same way: neither touches the disk. Its page runs no script, reaches no network, and is gone with its print.
 */
export function createPdfPrinter(): PdfPrinter {
  let running: Promise<Result<Browser>> | undefined;
  let ending: NodeJS.Timeout | undefined;

  function browser(): Promise<Result<Browser>> {
    clearTimeout(ending);
    ending = setTimeout(() => ignore(close()), keptForMilliseconds).unref();
    return (running ??= start());
  }

  async function start(): Promise<Result<Browser>> {
    const started = await launch();
    // The next one who asks starts it anew.
    if (!started.ok) running = undefined;
    else started.value.once('disconnected', () => (running = undefined));
    return started;
  }

  async function close(): Promise<void> {
    clearTimeout(ending);
    const started = await running;
    running = undefined;
    if (started?.ok) await started.value.close();
  }

  return {
    async prepare() {
      await browser();
    },
    async print(document) {
      const started = await browser();
      return started.ok ? printIn(started.value, document) : started;
    },
    close,
  };
}

async function printIn(
  browser: Browser,
  { html, paperSize }: CallArgs<'documents.pdf'>,
): Promise<Result<Uint8Array>> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    offline: true,
    serviceWorkers: 'block',
  });
  try {
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
    await context.close();
  }
}

/** A page in a page may ask before it is told that it is offline: nothing in this browser finds an address. */
const noAddress = ['--host-resolver-rules=MAP * ~NOTFOUND'];

async function launch(): Promise<Result<Browser>> {
  const executablePath = findBrowser();
  if (!executablePath.ok) return executablePath;
  try {
    // Reading it in takes as long as the rest of the shell's start, and most starts print nothing.
    const { chromium } = await import('playwright-core');
    // As root, which only containers are, Chromium does not start with its sandbox.
    const chromiumSandbox = process.getuid?.() !== 0;
    return ok(
      await chromium.launch({ executablePath: executablePath.value, chromiumSandbox, args: noAddress }),
    );
  } catch {
    return noPrinter;
  }
}

const noPrinter = problem(
  'documents.no-printer',
  'The document was not made, because the browser that prints it did not start. Nothing was changed.',
  'Try again. If it happens again, use the print button of the preview.',
);
