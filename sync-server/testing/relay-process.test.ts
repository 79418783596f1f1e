import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventually } from '#shared/lib/testing/eventually.ts';

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a test run that ends badly leaves no relay running and no folder behind', async () => {
  const module = JSON.stringify(`${import.meta.dirname}/relay-process.ts`);
  const script = `const { startRelayProcess } = await import(${module});
    const { folder, pid } = await startRelayProcess();
    console.log(JSON.stringify({ folder, pid }));
    throw new Error('The test has failed');`;
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const { folder, pid } = JSON.parse(ended.stdout) as { folder: string; pid: number };
  expect(ended.status).toBe(1);
  expect(existsSync(folder)).toBe(false);
  await eventually(() => !isRunning(pid));
});
