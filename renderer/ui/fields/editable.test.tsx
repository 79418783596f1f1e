import { useState } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { mount } from '../testing/mount.tsx';
import { EditableText } from './editable.tsx';
import { KeepsUnsaved } from './keeps-unsaved.tsx';

beforeAll(() => startMessages());

/** A field whose saving is answered by the test, one after another. */
function show() {
  const saved: string[] = [];
  const answers: ((result: Result<void>) => void)[] = [];
  function Notes() {
    const [stored, setStored] = useState('Gate is locked');
    async function save(value: string) {
      saved.push(value);
      const result = await new Promise<Result<void>>((resolve) => answers.push(resolve));
      if (result.ok) setStored(value);
      return result;
    }
    return <EditableText label="Notes" value={stored} onSave={save} />;
  }
  mount(<Notes />);
  return {
    saved,
    answer: (result: Result<void>) => answers.shift()!(result),
  };
}

const field = page.getByLabelText('Notes');
const notSaved = page.getByText(/^Not saved yet/);
const refused = err({ code: 'disk.full', message: 'Your disk is full.' });

test('what is refused stays in the field, says so, and is saved when it is left once more', async () => {
  const { saved, answer } = show();
  await field.fill('Key is at number 12');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => saved).toEqual(['Key is at number 12']);
  answer(refused);
  await expect.element(notSaved).toBeVisible();
  await expect.element(field).toHaveValue('Key is at number 12');

  await field.click();
  await userEvent.tab();
  await expect.poll(() => saved).toHaveLength(2);
  answer(ok());
  await expect.element(notSaved).not.toBeInTheDocument();
  await expect.element(field).toHaveValue('Key is at number 12');
});

test('Escape takes back what was refused', async () => {
  const { saved, answer } = show();
  await field.fill('Key is at number 12');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => saved).toHaveLength(1);
  answer(refused);
  await expect.element(notSaved).toBeVisible();
  await field.click();
  await userEvent.keyboard('{Escape}');
  await expect.element(field).toHaveValue('Gate is locked');
  await expect.element(notSaved).not.toBeInTheDocument();
});

test('leaving a field while it is being saved does not save it twice', async () => {
  const { saved, answer } = show();
  await field.fill('Key is at number 12');
  await userEvent.keyboard('{Enter}');
  await field.click();
  await userEvent.tab();
  expect(saved).toEqual(['Key is at number 12']);
  answer(ok());
  await expect.element(field).toHaveValue('Key is at number 12');
});

test('what is typed on while the answer is under way is not lost to it', async () => {
  const { saved, answer } = show();
  await field.fill('Key');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => saved).toHaveLength(1);
  await field.fill('Key is at number 12');
  answer(refused);
  await expect.element(field).toHaveValue('Key is at number 12');
  await expect.element(notSaved).not.toBeInTheDocument();
});

test('what is refused after its field was left for another record is there when the owner comes back', async () => {
  let answer: (result: Result<void>) => void = () => {};
  const save = () => new Promise<Result<void>>((resolve) => (answer = resolve));
  function Records() {
    const [open, setOpen] = useState('maria');
    return (
      <KeepsUnsaved>
        <button type="button" onClick={() => setOpen('tom')}>
          Tom
        </button>
        <button type="button" onClick={() => setOpen('maria')}>
          Maria
        </button>
        <KeepsUnsaved key={open} of={open}>
          <EditableText label="Notes" value="" onSave={save} />
        </KeepsUnsaved>
      </KeepsUnsaved>
    );
  }
  mount(<Records />);
  await field.fill('Key is at number 12');
  await page.getByRole('button', { name: 'Tom' }).click();
  answer(refused);
  await expect.element(field).toHaveValue('');
  await page.getByRole('button', { name: 'Maria' }).click();
  await expect.element(field).toHaveValue('Key is at number 12');
  await expect.element(notSaved).toBeVisible();

  await field.click();
  await userEvent.keyboard('{Escape}');
  await page.getByRole('button', { name: 'Tom' }).click();
  await page.getByRole('button', { name: 'Maria' }).click();
  await expect.element(field).toHaveValue('');
});
