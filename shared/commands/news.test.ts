import { expect, test } from 'vitest';
import { decisionOn } from '#shared/domain/news/decision.ts';
import { isMaterial, news, type NewsEntry, wordsHash } from '#shared/domain/news/news.ts';
import { provesItself } from '#shared/domain/proven.ts';
import { expectOk } from '#shared/lib/result.ts';
import { ChangeSet } from '#shared/records/change-set.ts';
import { beginWithNews } from './news.ts';
import { createMemoryRecords, ukBusiness } from './testing.ts';

const entry: NewsEntry = {
  id: 'fingerprint',
  version: '0.2.0',
  date: '2026-12-01',
  changes: ['data'],
  words: { en: { title: 'Open by fingerprint', text: ['A wrapped key is kept.'] } },
};
const words = wordsHash(entry, entry.words.en);
const said = (agrees: boolean) => ({ entryId: entry.id, words, agrees });

test('an owner’s word is kept with the words that it was given to, and the next one holds behind it, also by a wrong clock', () => {
  const world = createMemoryRecords();
  world.context.isOwner = true;
  expectOk(world.run('news.decide', said(true)));
  world.context.now -= 86_400_000;
  expectOk(world.run('news.decide', said(false)));
  const all = world.list('newsDecisions');
  expect(all).toHaveLength(2);
  expect(all.every(provesItself)).toBe(true);
  expect(decisionOn(entry, all)).toMatchObject({ agrees: false, words, memberId: 'member-1' });
});

test('nobody but an owner agrees', () => {
  const world = createMemoryRecords();
  expect(world.run('news.decide', said(true))).toMatchObject({ error: { code: 'news.owners-only' } });
  expect(world.list('newsDecisions')).toEqual([]);
});

test('a business that begins with a change is not asked about it, and what is ordinary asks nobody', () => {
  const world = createMemoryRecords();
  const draft = new ChangeSet(world.records);
  beginWithNews(draft, [entry, { ...entry, id: 'ordinary', changes: [] }], world.context);
  world.apply(draft.changes);
  expect(world.list('newsDecisions')).toMatchObject([
    { entryId: entry.id, agrees: true, fromTheStart: true },
  ]);
  expect(decisionOn(entry, world.list('newsDecisions'))?.agrees).toBe(true);
});

test('what gives data to somebody new is begun once an owner has agreed, and goes on and ends without being asked', () => {
  const world = createMemoryRecords();
  let said = false;
  Object.assign(world.context, { isOwner: true, agreed: () => said });
  expectOk(world.run('business.setUp', { profile: ukBusiness, services: [] }));
  const server = { host: 'mail.example', port: 465, security: 'tls', user: 'u', password: 'p' } as const;
  const begin = () => [
    world.run('webhook.add', { name: 'Books', url: 'https://books.example/', secret: 'whsec_x' }),
    world.run('webhookSource.add', {
      name: 'Website',
      check: { kind: 'standard' },
      fields: { name: 'name' },
      address: 'A'.repeat(43),
      secret: 'whsec_12345',
    }),
    world.run('mail.connect', { ...server, address: 'ana@mail.example', name: 'Ana' }),
    world.run('program.add', { name: 'Claude', scopes: ['schedule'], proposes: false, isLocal: true }),
    world.run('page.openToAssistants', { on: true }),
  ];
  for (const refused of begin()) expect(refused).toMatchObject({ error: { code: 'news.not-agreed' } });
  said = true;
  for (const done of begin()) expect(done.ok).toBe(true);
  said = false;
  const [endpoint] = world.list('webhookEndpoints');
  expectOk(world.run('webhook.change', { id: endpoint!.id, name: 'Bookkeeping', url: endpoint!.url }));
  expectOk(world.run('webhook.remove', { id: endpoint!.id }));
  expectOk(world.run('page.openToAssistants', { on: false }));
});

test('each change that is asked about stands among what is told, as one that has to be agreed to', () => {
  const asked = ['webhooks', 'programs', 'google-calendar', 'e-mail', 'page-assistants'];
  const material = news.filter(isMaterial).map(({ id }) => id);
  expect(material).toEqual(expect.arrayContaining(asked));
});
