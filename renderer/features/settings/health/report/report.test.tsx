import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { KeptFailure } from '#shared/domain/failure.ts';
import { ok } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import type { Health } from '#renderer/vault/api.ts';
import { ReportProblem } from './report-problem.tsx';

beforeAll(() => startMessages());

const at = Date.UTC(2026, 10, 28, 14, 2);
const failure: KeptFailure = {
  place: 'window',
  what: 'A screen',
  kind: 'TypeError',
  frames: ['Board app-1a.js:12:3'],
  times: 3,
  firstAt: at,
  lastAt: at + 60_000,
};
const people = {
  book: 'people',
  bytes: 4096,
  envelopes: 3,
  checkpoints: 1,
  unreadable: 0,
  damaged: 0,
  newer: 0,
};
const health: Health = {
  books: [people],
  updateNeeded: false,
  missing: [],
  unfitRecords: 0,
  unreadableDeliveries: 0,
  unopenedRequests: 0,
  notInBackup: [],
  relayLosses: [],
  missingWork: [],
  doubts: [],
  unconfirmed: [],
  storage: { persisted: true, usedBytes: 1, inStep: true },
  undoDepth: 2,
};

/** The dialog over a vault and a shell that answer; what was saved, and what the shell was asked. */
async function show() {
  const asked: string[] = [];
  const answers: Record<string, unknown> = {
    'shell.info': { shell: 'browser', version: '0.1.0' },
    'failures.list': { failures: [failure] },
    'failures.clear': {},
  };
  await startStubVault({ health: async () => health }, (async (name: string) => {
    asked.push(name);
    return ok(answers[name]);
  }) as never);
  mount(<ReportProblem />);
  await page.getByRole('button', { name: 'Look at a report' }).click();
  return asked;
}

async function savedText(): Promise<string> {
  let saved: Blob | undefined;
  const actual = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    saved = blob as Blob;
    return actual(blob);
  };
  await page.getByRole('button', { name: 'Save the file' }).click();
  URL.createObjectURL = actual;
  return saved!.text();
}

test('each line of a report is shown before it is saved, and the file holds what was shown and nothing else', async () => {
  await show();
  const lines = page.getByRole('region', { name: 'What stands in the file' });
  await expect.poll(() => lines.element().textContent).toContain('version: 0.1.0');
  const shown = [...lines.element().querySelectorAll('pre')].map(({ textContent }) => textContent);
  expect(shown.join('\n')).toContain(
    'window: A screen: TypeError, 3 times from 2026-11-28T14:02:00.000Z to 2026-11-28T14:03:00.000Z\n    Board app-1a.js:12:3',
  );
  await page.getByLabelText('What happened, and what did you expect?').fill('The board stayed empty.');
  const text = await savedText();
  const expected = shown.flatMap((part) => part.split('\n'));
  const written = text.split('\n').filter((line) => line !== '' && !line.startsWith('# '));
  expect(written).toEqual(['The board stayed empty.', ...expected]);
});

test('what an owner takes out of a report is not in the file', async () => {
  await show();
  await page.getByLabelText('This computer’s browser and window').click();
  await page.getByLabelText('What failed in the program').click();
  const text = await savedText();
  expect(text).toContain('# program');
  expect(text).not.toContain(navigator.userAgent);
  expect(text).not.toContain('TypeError');
});

test('the list of failures is emptied from here', async () => {
  const asked = await show();
  await page.getByRole('button', { name: 'Empty the list of failures' }).click();
  await expect.poll(() => asked).toContain('failures.clear');
});
