import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { AppCommandName } from '#shared/commands/index.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { ChatSteps } from './chat-steps.tsx';

beforeAll(() => startMessages());

const shown: CollectionName[] = ['contacts', 'conversations', 'messages', 'messageStates', 'imports'];

async function show() {
  const memory = createMemoryRecords();
  memory.run('contact.create', { name: 'Ann Lee', phones: { a: { number: '+4915112345678' } } });
  const stored: string[] = [];
  const patch = () =>
    takePatches(shown.map((collection) => ({ collection, upsert: memory.list(collection), remove: [] })));
  await startStubVault({
    openEarlier: async () => ({ more: false }),
    async attach(file, name) {
      stored.push(`${name} ${file.type} ${file.size}`);
      const [key, sha256] = ['k'.repeat(43), 's'.repeat(43)];
      return ok({
        blob: `blob-of-a-file-${stored.length}`,
        key,
        sha256,
        size: file.size,
        mimeType: file.type,
        name,
      });
    },
    async run(name, args) {
      const done = memory.run(name as AppCommandName, args as never);
      patch();
      return done.ok ? ok({ value: done.value, auditId: '' }) : done;
    },
  });
  patch();
  onTestFinished(clearTables);
  mount(<ChatSteps onOpen={() => {}} />);
  return { memory, stored };
}

async function chatZip(text: string): Promise<File> {
  const zip = new ZipWriter(new BlobWriter());
  await zip.add('0001-PHOTO.jpg', new Uint8ArrayReader(Uint8Array.of(1, 2, 3)));
  await zip.add('_chat.txt', new TextReader(text));
  return new File([await zip.close()], 'WhatsApp Chat - Ann.zip');
}

async function drop(file: File): Promise<void> {
  const place = page.getByRole('button', { name: 'Choose file' });
  await expect.element(place).toBeVisible();
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  place.element().dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
}

const chat = [
  '[3/4/25, 10:14:33] Ann Lee: Hello',
  '[3/4/25, 10:15:00] Keller: Good morning',
  '[3/4/25, 10:16:00] Ann Lee: \u200E<attached: 0001-PHOTO.jpg>',
].join('\n');

test('a chat is brought in with its photo, once it is said who is who and how its days are written', async () => {
  const { memory, stored } = await show();
  await drop(await chatZip(chat));
  await expect.element(page.getByText('3 messages · 1 file')).toBeVisible();
  const start = page.getByRole('button', { name: 'Import the chat' });
  await expect.element(start).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Keller (1)' }).click();
  await page.getByRole('radio', { name: /Month first/ }).click();
  await start.click();
  await expect.element(page.getByText('3 messages added')).toBeVisible();
  const [ann] = memory.list('contacts');
  expect(memory.list('conversations')).toMatchObject([{ contactId: ann!.id, state: 'resolved' }]);
  expect(
    memory
      .messages()
      .map(({ direction, type }) => `${direction} ${type}`)
      .toSorted(),
  ).toEqual(['in image', 'in text', 'out text']);
  expect(new Date(memory.messages()[0]!.at).toISOString().slice(0, 7)).toBe('2025-03');
  expect(stored).toEqual(['0001-PHOTO.jpg image/jpeg 3']);

  await page.getByRole('button', { name: 'Choose another file' }).click();
  await drop(await chatZip(`${chat}\n[3/4/25, 10:17:00] Keller: Thanks`));
  await page.getByRole('radio', { name: /Month first/ }).click();
  await start.click();
  await expect.element(page.getByText('1 message added · 3 were there already')).toBeVisible();
  expect(stored).toHaveLength(1);
});

test('a file that is no chat says so', async () => {
  await show();
  await drop(new File(['Dear diary'], 'diary.txt'));
  await expect.element(page.getByText(/no chat that WhatsApp has exported/)).toBeVisible();
});

test('what came over the number itself does not stand there twice', async () => {
  const { memory } = await show();
  const [ann] = memory.list('contacts');
  const event = {
    kind: 'message' as const,
    channel: 'whatsapp' as const,
    accountId: 'account',
    externalId: 'wamid.1',
    customer: { phone: '4915112345678' },
    at: Date.UTC(2025, 2, 25, 10, 14, 33),
    type: 'text' as const,
    text: 'Hello',
    echo: false,
  };
  expectOk(memory.run('inbox.ingest', { events: [event] }));
  takePatches(shown.map((collection) => ({ collection, upsert: memory.list(collection), remove: [] })));
  await drop(
    await chatZip('[25/03/2025, 10:14:33] Ann Lee: Hello\n[25/03/2025, 10:15:00] Keller: Good morning'),
  );
  await page.getByRole('checkbox', { name: 'Keller (1)' }).click();
  await page.getByRole('button', { name: 'Import the chat' }).click();
  await expect.element(page.getByText('1 message added · 1 was there already')).toBeVisible();
  expect(memory.list('conversations').map(({ contactId }) => contactId)).toEqual([ann!.id]);
});
