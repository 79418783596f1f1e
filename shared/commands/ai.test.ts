import { expect, test } from 'vitest';
import { createMemoryRecords } from './testing.ts';
import { invert } from './undo.ts';

test('from the first change on, nothing leaves the computer unless the owner says so', () => {
  const world = createMemoryRecords();
  world.run('ai.configure', { tone: 'Friendly' });
  expect(world.list('aiSettings')).toEqual([
    {
      id: 'ai',
      localOnly: true,
      provider: 'basic',
      ollamaUrl: 'http://127.0.0.1:11434',
      contextTokens: 8192,
      tone: 'Friendly',
    },
  ]);
});

test('only what is given changes, and it can be taken back', () => {
  const world = createMemoryRecords();
  world.run('ai.configure', { provider: 'ollama', model: 'llama3.2:3b' });
  world.run('ai.configure', { model: 'qwen3:0.6b' });
  expect(world.list('aiSettings')[0]).toMatchObject({ provider: 'ollama', model: 'qwen3:0.6b' });
  world.apply(invert(world.lastChanges, world.records).changes);
  expect(world.list('aiSettings')[0]).toMatchObject({ provider: 'ollama', model: 'llama3.2:3b' });
});

test('rule 2 an Ollama on another computer is refused, and nothing changes', () => {
  const world = createMemoryRecords();
  const result = world.run('ai.configure', { ollamaUrl: 'http://192.168.1.20:11434' });
  expect(result).toMatchObject({ ok: false, error: { code: 'ai.not-local' } });
  expect(world.list('aiSettings')).toEqual([]);
});
