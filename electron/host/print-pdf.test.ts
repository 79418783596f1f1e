import { type Dirent, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createPdfPrinter } from './print-pdf.ts';

const canary = 'CanaryInvoiceForAnnBell';
const originalTemporary = process.env['TMPDIR'];
const folders: string[] = [];
let printer = createPdfPrinter();
afterEach(async () => {
  await printer.close();
  printer = createPdfPrinter();
  if (originalTemporary === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = originalTemporary;
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

function ownTemporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-print-'));
  folders.push(folder);
  process.env['TMPDIR'] = folder;
  return folder;
}

/** The files below a folder that hold the text, in UTF-8 or UTF-16. What vanishes meanwhile holds nothing. */
function filesWith(folder: string, text: string): string[] {
  const forms = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  return entriesIn(folder).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesWith(file, text);
    const bytes = unlessGone(() => readFileSync(file)) ?? Buffer.alloc(0);
    return forms.some((form) => bytes.includes(form)) ? [file] : [];
  });
}

function entriesIn(folder: string): Dirent[] {
  return unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? [];
}

/** The browser makes and takes away files while it is watched. */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function pageCount(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
  );
}

test('the search for leaks finds a planted one', () => {
  const folder = ownTemporaryFolder();
  for (const encoding of ['utf8', 'utf16le'] as const) {
    writeFileSync(path.join(folder, encoding), `before ${canary} after`, encoding);
  }
  expect(filesWith(folder, canary)).toHaveLength(2);
});

test('an invoice becomes a tagged PDF of the paper that it names, and never touches the disk', async () => {
  const folder = ownTemporaryFolder();
  const found = new Set<string>();
  const watch = setInterval(() => filesWith(folder, canary).forEach((file) => found.add(file)), 20);
  const html = `<!doctype html><html lang="en"><head><title>Invoice</title><style>@page { size: A4 }</style></head>
    <body><h1>${canary}</h1><p style="break-before: page">Second page</p></body></html>`;
  const pdf = expectOk(await printer.print({ html, paperSize: 'Letter' }));
  await printer.close();
  clearInterval(watch);
  const text = Buffer.from(pdf).toString('latin1');
  expect(text.slice(0, 5)).toBe('%PDF-');
  expect(text).toContain('/StructTreeRoot');
  expect(text).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
  expect(pageCount(pdf)).toBe(2);
  expect([...found, ...filesWith(folder, canary)]).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('a document can reach no network and run no script while it is printed', async () => {
  ownTemporaryFolder();
  let reached = 0;
  const server = createServer((_request, response) => response.end(String(++reached)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const html = `<!doctype html><html><head><link rel="stylesheet" href="${address}/style.css"></head>
    <body><img src="${address}/track.png"><iframe src="${address}/frame"></iframe>
    <script>for (let i = 0; i < 5; i++) document.body.insertAdjacentHTML('beforeend', '<div style="break-before: page">x</div>')</script>
    </body></html>`;
  const pdf = expectOk(await printer.print({ html, paperSize: 'A4' }));
  server.close();
  expect(reached).toBe(0);
  expect(pageCount(pdf)).toBe(1);
});

test('documents that are printed one after another know nothing of each other, and what ended is started anew', async () => {
  ownTemporaryFolder();
  const html = '<!doctype html><html><body><p>One page</p></body></html>';
  await printer.prepare();
  const both = await Promise.all([
    printer.print({ html, paperSize: 'A4' }),
    printer.print({ html, paperSize: 'A4' }),
  ]);
  expect(both.map((pdf) => pageCount(expectOk(pdf)))).toEqual([1, 1]);
  await printer.close();
  expect(pageCount(expectOk(await printer.print({ html, paperSize: 'A4' })))).toBe(1);
});
