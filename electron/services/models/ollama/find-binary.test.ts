import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findOllama } from './find-binary.ts';

test('an installed Ollama is found on the search path, and only if it can be run', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'find-ollama-'));
  const env = { PATH: folder, HOME: folder };
  try {
    expect(await findOllama(env, 'freebsd')).toBe(false);
    await writeFile(join(folder, 'ollama'), '#!/bin/sh\n', { mode: 0o600 });
    expect(await findOllama(env, 'freebsd')).toBe(false);
    await chmod(join(folder, 'ollama'), 0o700);
    expect(await findOllama(env, 'freebsd')).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
