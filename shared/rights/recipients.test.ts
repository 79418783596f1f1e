import { expect, test } from 'vitest';
import type { CollectionName } from '#shared/domain/collections.ts';
import { provenMessage } from '#shared/domain/message-proof.ts';
import { noTerms } from '#shared/domain/retention/order.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import { recordsOfPerson } from './person-records.ts';
import { personReport, recipientLines } from './person-report.ts';
import { recipientsOfPerson } from './recipients.ts';

const now = Date.UTC(2026, 10, 30);

/** Ana has written over WhatsApp; one answer was drafted by a model elsewhere, one voice note was heard elsewhere. */
function shop({ staysOnDevice = false } = {}) {
  const world = createMemoryRecords();
  world.context.isOwner = true;
  const put = (collection: CollectionName, after: { id: string; [field: string]: unknown }) =>
    world.apply([{ collection, id: after.id, path: [], before: undefined, after: after as never }]);
  expectOk(world.run('business.setUp', { profile: ukBusiness, services: [] }));
  const receipt = (origin: string) => {
    return { at: now, provider: 'x', model: 'y', origin, bytes: 1, replaced: 0, ledgerId: 'l' };
  };
  put('contacts', { id: 'ana', name: 'Ana', createdAt: 0 });
  if (staysOnDevice) expectOk(world.run('contact.keepOnDevice', { id: 'ana', on: true }));
  const state = { state: 'open', createdAt: 0, lastAt: now };
  put('conversations', { id: 'talk', contactId: 'ana', channel: 'whatsapp', accountId: 'a', ...state });
  const words = { conversationId: 'talk', direction: 'out', type: 'text', at: now, text: 'Hello', salt: 's' };
  const message = provenMessage({ ...words, receipts: [receipt('https://models.example')] });
  put('messages', message as never);
  const read = {
    text: 'Hi',
    model: 'm',
    place: 'remote',
    at: now,
    receipts: [receipt('https://ears.example')],
  };
  put('transcripts', { id: message.id, messageId: message.id, at: now, read });
  put('modelProviders', {
    id: 'p',
    kind: 'openai',
    name: 'Other',
    url: 'https://other.example/v1',
    createdAt: 0,
    approvedAt: 1,
  });
  const mine = () => recordsOfPerson(world.records, 'ana');
  return { ...world, put, mine };
}

test('who carried, read or heard something of a person is told, and who may have apart from them', () => {
  const { records, mine } = shop();
  expect(recipientLines(records, mine())).toEqual([
    'Meta Platforms (WhatsApp, US): the messages',
    'models.example: parts of messages, names and numbers replaced',
    'other.example: may have had parts of messages, names and numbers replaced',
    'ears.example: the sound of voice notes',
  ]);
});

test('what stays on the device has gone only where a receipt says so', () => {
  const { records, mine } = shop({ staysOnDevice: true });
  expect(recipientsOfPerson(records, mine()).map(({ key, isKnown }) => [key, isKnown])).toEqual([
    ['meta', true],
    ['models.example', true],
    ['ears.example', true],
  ]);
});

test('each who is known to have had something is told of a restriction, under the name that the owner wrote', () => {
  const world = shop();
  world.put('processing', { id: 'processing', recipients: { 'ears.example': { name: 'Ear Ltd' } } });
  expectOk(world.run('contact.restrict', { id: 'ana', why: 'Asked' }));
  expect(
    world
      .list('tasks')
      .flatMap(({ asks }) => asks?.about ?? [])
      .toSorted(),
  ).toEqual(['Ear Ltd', 'Meta Platforms', 'models.example']);
});

test('the report says how long by the standing order, where one is in force', () => {
  const world = shop();
  const report = () => personReport(world.records, world.mine(), now);
  expect(report()).not.toContain('400 days');
  const windows = { conversations: 100, 'conversations.whatsapp': 400 };
  expectOk(world.run('retention.order', { isOn: true, terms: { ...noTerms, windows } }));
  expect(report()).toContain('400 days');
  expect(report()).not.toContain('100 days');
});

test('whose row stands in a spreadsheet at Google has Google among those who got something', () => {
  const { run, put, records, list } = shop();
  const account = { staffId: 'm', clientId: 'client-id', clientSecret: 'client-secret', refreshToken: 'x' };
  put('members', { id: 'm', name: 'Bo', createdAt: 0 });
  const wants = { place: 'none', busy: false, tables: true } as const;
  const scopes = ['https://www.googleapis.com/auth/drive.file'];
  const { id } = expectOk(run('google.connect', { ...account, wants, scopes }));
  const got = () => recipientLines(records, recordsOfPerson(records, 'ana')).at(-1);
  expectOk(run('google.chooseTables', { id, tables: ['contacts'], words: { name: 'T', tabs: {} } }));
  expect(got()).not.toContain('spreadsheet');
  expectOk(run('google.noteTabs', { id, spreadsheetId: 'file', made: ['contacts'] }));
  expect(list('googleSheets')).toMatchObject([{ spreadsheetId: 'file' }]);
  expect(got()).toMatch(/^Google .*: rows of a spreadsheet there$/);
});
