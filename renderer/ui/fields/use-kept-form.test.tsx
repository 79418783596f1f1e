import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { isShownInPlace } from '#shared/lib/shown-problems.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { mount } from '../testing/mount.tsx';
import { KeepsUnsaved } from './keeps-unsaved.tsx';
import { takeFieldProblems, useKeptForm } from './use-kept-form.ts';

beforeAll(() => startMessages());

const problem = (path: string[]) => ({
  code: 'command.bad-arguments',
  message: 'Not saved.',
  fields: [{ path, message: 'This is 3 too many.' }],
});
const refused = problem(['emails', 'x1', 'address']);
const elsewhere = problem(['hours', 'mon']);

function Form({ onGone }: { onGone: () => void }) {
  const { form, forget } = useKeptForm('new contact', {
    initialValues: { name: '', email: '', password: '' },
    secrets: ['password'],
  });
  const refuse = (what: typeof refused) => takeFieldProblems(form, what, { emails: 'email' });
  return (
    <>
      <TextInput label="Name" {...form.getInputProps('name')} />
      <TextInput label="Email" {...form.getInputProps('email')} />
      <TextInput label="Password" {...form.getInputProps('password')} />
      <button type="button" onClick={() => refuse(refused)}>
        Save
      </button>
      <button type="button" onClick={() => refuse(elsewhere)}>
        Save all
      </button>
      <button
        type="button"
        onClick={() => {
          forget();
          onGone();
        }}
      >
        Cancel
      </button>
    </>
  );
}

function show() {
  const kept = new Map<string, unknown>();
  function Window() {
    const [open, setOpen] = useState(true);
    return (
      <KeepsUnsaved keeping={kept}>
        <button type="button" onClick={() => setOpen(!open)}>
          Lock or unlock
        </button>
        {open && <Form onGone={() => setOpen(false)} />}
      </KeepsUnsaved>
    );
  }
  mount(<Window />);
}

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

test('a half-filled form is there again when the window is, without its secrets, and begins anew after it was cancelled', async () => {
  show();
  await page.getByLabelText('Name').fill('Maria Keller');
  await page.getByLabelText('Password').fill('marble kettle');
  await press('Lock or unlock');
  await press('Lock or unlock');
  await expect.element(page.getByLabelText('Name')).toHaveValue('Maria Keller');
  await expect.element(page.getByLabelText('Password')).toHaveValue('');
  await press('Cancel');
  await press('Lock or unlock');
  await expect.element(page.getByLabelText('Name')).toHaveValue('');
});

test('what is wrong with a value stands at its field; what has no field there is left to be told elsewhere', async () => {
  show();
  await press('Save');
  await expect.element(page.getByText('This is 3 too many.')).toBeVisible();
  expect(isShownInPlace(refused)).toBe(true);
  await press('Save all');
  expect(isShownInPlace(elsewhere)).toBe(false);
});
