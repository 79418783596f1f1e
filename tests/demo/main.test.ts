import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const main = path.join(import.meta.dirname, 'main.ts');
const built = existsSync(path.join(import.meta.dirname, '../../out/renderer/index.html'));

test.skipIf(!built)(
  'the demo starts all its parts and leaves nothing behind (skipped where nothing is built)',
  async () => {
    const temporary = await mkdtemp(path.join(os.tmpdir(), 'plumbline-demo-test-'));
    const child = spawn(process.execPath, [main, '--no-open', '--page-port', '0'], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const exit = once(child, 'exit');
    await expect.poll(() => output).toContain('to end it');
    const addresses = output.match(/http:\S+/g)!;
    for (const address of addresses) expect((await fetch(address)).status).toBe(200);
    expect(addresses).toHaveLength(2);
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(await readdir(temporary)).toEqual([]);
    await rm(temporary, { recursive: true });
  },
);
