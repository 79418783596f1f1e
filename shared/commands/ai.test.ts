import { expect, test } from 'vitest';
import { isLimitedPerson } from '#shared/records/right-to-send.ts';
import { createMemoryRecords } from './testing.ts';
import { invert } from './undo.ts';

const secret = 'sk-or-not-a-real-key';

function withProvider() {
  const world = createMemoryRecords();
  const added = world.run('ai.addProvider', { kind: 'openrouter', model: 'a/b', key: secret });
  return { world, id: added.ok ? added.value.id : '' };
}

test('from the first change on, nothing leaves the computer unless the owner says so', () => {
  const world = createMemoryRecords();
  world.run('ai.configure', { tone: 'Friendly' });
  expect(world.list('aiSettings')).toEqual([{ id: 'ai', localOnly: true, chain: [], tone: 'Friendly' }]);
});

test('only what is given changes, and it can be taken back', () => {
  const { world, id } = withProvider();
  world.run('ai.updateProvider', { id, fields: { model: 'c/d' } });
  expect(world.list('modelProviders')).toMatchObject([{ id, name: 'OpenRouter', model: 'c/d' }]);
  world.apply(invert(world.lastChanges, world.records).changes);
  expect(world.list('modelProviders')).toMatchObject([{ id, model: 'a/b' }]);
});

test('a new model goes to the end of the chain, and the owner sets the order', () => {
  const { world, id } = withProvider();
  const local = world.run('ai.addProvider', { kind: 'ollama' });
  const second = local.ok ? local.value.id : '';
  expect(world.list('aiSettings')[0]!.chain).toEqual([id, second]);
  world.run('ai.configure', { chain: [second, id, second] });
  expect(world.list('aiSettings')[0]!.chain).toEqual([second, id]);
  expect(world.run('ai.configure', { chain: ['nobody'] })).toMatchObject({ ok: false });
});

test('a key is kept among the secrets, apart from what the window sees, and goes with its model', () => {
  const { world, id } = withProvider();
  expect(world.list('modelKeys')).toEqual([{ id, key: secret }]);
  expect(JSON.stringify(world.list('modelProviders'))).not.toContain(secret);
  expect(world.list('modelProviders')[0]!.hasKey).toBe(true);
  world.run('ai.removeProvider', { id });
  expect([world.list('modelKeys'), world.list('modelProviders')]).toEqual([[], []]);
  expect(world.list('aiSettings')[0]!.chain).toEqual([]);
});

test('an approval is for the address that was shown', () => {
  const { world, id } = withProvider();
  world.run('ai.approveProvider', { id, approved: true });
  expect(world.list('modelProviders')[0]).toMatchObject({ approvedOrigin: 'https://openrouter.ai' });
  world.run('ai.approveProvider', { id, approved: false });
  expect(world.list('modelProviders')[0]!.approvedAt).toBeUndefined();
});

test('rule 2 an Ollama on another computer is refused, and nothing changes', () => {
  const world = createMemoryRecords();
  const result = world.run('ai.addProvider', { kind: 'ollama', url: 'http://192.168.1.20:11434' });
  expect(result).toMatchObject({ ok: false, error: { code: 'ai.not-local' } });
  expect(world.list('modelProviders')).toEqual([]);
});

test('a model elsewhere is reached over an encrypted connection only', () => {
  const world = createMemoryRecords();
  const result = world.run('ai.addProvider', { kind: 'openai', url: 'http://192.168.1.20:1234/v1' });
  expect(result).toMatchObject({ ok: false, error: { code: 'ai.not-encrypted' } });
});

test('a contact can be told never to leave this device', () => {
  const world = createMemoryRecords();
  const added = world.run('contact.create', { name: 'Maria' });
  const id = added.ok ? added.value.id : '';
  world.run('contact.keepOnDevice', { id, on: true });
  expect(isLimitedPerson(world.records, id, 'staysOnDevice')).toBe(true);
  world.run('contact.keepOnDevice', { id, on: false });
  expect(isLimitedPerson(world.records, id, 'staysOnDevice')).toBe(false);
});

test('ten models are asked at most: one more is refused in words', () => {
  const { run, list } = createMemoryRecords();
  const added = Array.from({ length: 11 }, () => run('ai.addProvider', { kind: 'ollama' }));
  expect(added.map(({ ok }) => ok)).toEqual([...Array.from({ length: 10 }, () => true), false]);
  expect(added[10]).toMatchObject({ error: { code: 'ai.many' } });
  expect(list('modelProviders')).toHaveLength(10);
});
