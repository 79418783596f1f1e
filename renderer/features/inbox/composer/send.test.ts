import { afterEach, expect, test } from 'vitest';
import { useNotices } from '#renderer/state/notices.ts';
import { useSession } from '#renderer/state/session.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import type { CommandDone } from '#renderer/vault/api.ts';
import type { Result } from '#shared/lib/result.ts';
import { send } from './send.ts';
import { changeUnsent, readUnsent } from './unsent.ts';

const first = useSession.getState();
const refusal = { ok: false, error: { code: 'disk.full', message: 'Your disk is full.' } } as const;

afterEach(() => {
  useSession.setState(first, true);
  useNotices.setState({ notices: [] });
});

/** A vault that is open, and answers a message when the test wants. */
async function open() {
  let answer: (result: Result<CommandDone>) => void = () => {};
  await startStubVault({
    state: async () => 'unlocked',
    run: () => new Promise((resolve) => (answer = resolve)),
  });
  await expect.poll(() => useSession.getState().vault).toBe('unlocked');
  return (result: Result<CommandDone>) => answer(result);
}

test('an answer that is refused stands in its field again, as it was', async () => {
  const answer = await open();
  changeUnsent('talk', { text: 'We come at two.', mode: 'reply', replyTo: 'w1' });
  const sent = send('talk');
  expect(readUnsent('talk').text).toBe('');
  await expect.poll(() => (answer(refusal), readUnsent('talk').text)).toBe('We come at two.');
  await sent;
  expect(readUnsent('talk')).toMatchObject({ mode: 'reply', replyTo: 'w1' });
  await expect.poll(() => useNotices.getState().notices).toHaveLength(1);
});

test('what was written since stays below what comes back', async () => {
  const answer = await open();
  changeUnsent('talk', { text: 'We come at two.', mode: 'note' });
  const sent = send('talk');
  changeUnsent('talk', { text: 'Bring the ladder.' });
  await expect.poll(() => (answer(refusal), readUnsent('talk').text)).toContain('We come at two.');
  await sent;
  expect(readUnsent('talk').text).toBe('We come at two.\nBring the ladder.');
});
