import { afterEach, expect, test } from 'vitest';
import { startStubVault } from './testing/stub-vault.ts';
import { useSession } from './session.ts';
import { handOverUnsavedInput, unsavedInput } from './unsaved.ts';

const first = useSession.getState();

afterEach(async () => {
  await handOverUnsavedInput();
  useSession.setState(first, true);
});

/** A vault that keeps what it is given, over several windows. */
async function open(kept: { all: Record<string, unknown> }) {
  await startStubVault({
    state: async () => 'unlocked',
    unsavedInput: async () => kept.all,
    keepUnsavedInput: async (all) => {
      kept.all = all;
    },
  });
  await expect.poll(() => useSession.getState().vault).toBe('unlocked');
}

test('what is typed reaches the vault by itself, and is there before the next window shows anything', async () => {
  const kept = { all: {} };
  await open(kept);
  unsavedInput.set('answer/talk', { text: 'We come at' });
  await expect.poll(() => kept.all).toEqual({ 'answer/talk': { text: 'We come at' } });
  unsavedInput.set('answer/talk', { text: 'We come at two' });
  await handOverUnsavedInput();
  expect(unsavedInput.get('answer/talk')).toBeUndefined();

  useSession.setState(first, true);
  await open(kept);
  expect(unsavedInput.get('answer/talk')).toEqual({ text: 'We come at two' });
  unsavedInput.delete('answer/talk');
  await expect.poll(() => kept.all).toEqual({});
});
