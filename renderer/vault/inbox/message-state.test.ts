import { expect, test } from 'vitest';
import type { WebhookEvent } from '#shared/channels/events.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { createWorkspace, type TestVault } from '../testing/world.ts';

const scope = { channel: 'whatsapp', accountId: '106540352242922', externalId: 'wamid.1' } as const;
const customer = { phone: '16505551234' };
const receivedAt = Date.now();
const hello = {
  ...scope,
  kind: 'message',
  customer,
  at: receivedAt,
  receivedAt,
  type: 'text',
  text: 'The boiler drips',
  echo: false,
} as WebhookEvent;

async function withMessage(name: string): Promise<TestVault> {
  const vault = await createWorkspace(name);
  await vault.run('inbox.ingest', { events: [hello] });
  await eventually(async () => (await found(vault, 'boiler')) === 1, 'the message to be found');
  return vault;
}

async function found(vault: TestVault, query: string): Promise<number> {
  return (await vault.api.search(query, { kinds: ['message'] })).hits.length;
}

/** Which collections the window was sent something of. */
function sent(vault: TestVault): Set<CollectionName> {
  const patches = vault.events.flatMap((event) => (event.type === 'patches' ? event.patches : []));
  return new Set(patches.map(({ collection }) => collection));
}

test('of a status the window gets the small record alone, never the message again', async () => {
  const vault = await withMessage('state-status');
  const echo = { ...hello, externalId: 'wamid.2', echo: true, text: 'We come today' } as WebhookEvent;
  await vault.run('inbox.ingest', { events: [echo] });
  vault.events.length = 0;
  const read = { ...scope, externalId: 'wamid.2', kind: 'status', state: 'read', at: receivedAt } as const;
  await vault.run('inbox.ingest', { events: [{ ...read, recipient: customer }] });
  expect(vault.messages().find(({ text }) => text === 'We come today')?.statuses).toHaveProperty('read');
  expect(sent(vault)).toContain('messageStates');
  expect(sent(vault)).not.toContain('messages');
  await vault.api.lock();
});

test('an edited message is found by its new words, one taken back by none, and nothing keeps them', async () => {
  const vault = await withMessage('state-words');
  const edit: WebhookEvent = { ...scope, kind: 'edit', at: receivedAt + 1, text: 'The radiator drips' };
  await vault.run('inbox.ingest', { events: [edit] });
  await eventually(async () => (await found(vault, 'radiator')) === 1, 'the new words to be found');
  expect(await found(vault, 'boiler')).toBe(0);
  expect(vault.messages()[0]?.text).toBe('The radiator drips');
  // What arrived is still there as it was.
  expect(vault.table('messages')[0]?.text).toBe('The boiler drips');
  await vault.run('inbox.ingest', { events: [{ ...scope, kind: 'revoke', at: receivedAt + 2 }] });
  await eventually(async () => (await found(vault, 'radiator')) === 0, 'the words to be gone');
  expect(await found(vault, 'drips')).toBe(0);
  const shown = [vault.table('messages'), vault.table('messageStates'), vault.table('conversations')];
  expect(JSON.stringify(shown)).not.toContain('drips');
  await vault.api.lock();
});
