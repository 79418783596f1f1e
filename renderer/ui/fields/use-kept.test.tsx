import { useState } from 'react';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { mount } from '../testing/mount.tsx';
import { KeepsUnsaved } from './keeps-unsaved.tsx';
import { useKeptWords } from './use-kept.ts';

function Answer() {
  const [words, setWords] = useKeptWords('answer');
  return (
    <>
      <input aria-label="Words" value={words} onChange={(event) => setWords(event.target.value)} />
      <button type="button" onClick={() => setWords('')}>
        Send
      </button>
    </>
  );
}

function Window() {
  const [open, setOpen] = useState(true);
  return (
    <KeepsUnsaved>
      <button type="button" onClick={() => setOpen(!open)}>
        Lock or unlock
      </button>
      {open && <Answer />}
    </KeepsUnsaved>
  );
}

test('half an answer is there again when the window is, and gone once it was sent', async () => {
  mount(<Window />);
  const lockAndUnlock = async () => {
    for (const _ of [1, 2]) await page.getByRole('button', { name: 'Lock or unlock' }).click();
  };
  await page.getByLabelText('Words').fill('We come on');
  await lockAndUnlock();
  await expect.element(page.getByLabelText('Words')).toHaveValue('We come on');
  await page.getByRole('button', { name: 'Send' }).click();
  await lockAndUnlock();
  await expect.element(page.getByLabelText('Words')).toHaveValue('');
});
