import { useState } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { mount } from '../testing/mount.tsx';
import { FactList } from './fact-list.tsx';

beforeAll(() => startMessages());

const dog = { id: 'dog', text: 'Has a dog', source: 'Noted by Anna' };
const refused = err({ code: 'disk.full', message: 'Your disk is full.' });

function show(answer: Result<void> = ok(), readOnly = false) {
  const opened: string[] = [];
  function Facts() {
    const [facts, setFacts] = useState([dog]);
    async function set(next: typeof facts) {
      if (answer.ok) setFacts(next);
      return answer;
    }
    return (
      <FactList
        facts={facts.map((fact) => ({ ...fact, onOpenSource: () => opened.push(fact.id) }))}
        addLabel="Remember something"
        longest={40}
        readOnly={readOnly}
        onAdd={(text) => set([...facts, { id: text, text, source: 'Noted by you' }])}
        onChange={(id, text) => set(facts.map((fact) => (fact.id === id ? { ...fact, text } : fact)))}
        onRemove={(id) => set(facts.filter((fact) => fact.id !== id))}
      />
    );
  }
  mount(<Facts />);
  return opened;
}

const items = () => page.getByRole('listitem').elements().length;
const add = page.getByRole('button', { name: 'Remember something' });
const field = page.getByRole('textbox');

test('something is added, changed and removed where it stands', async () => {
  show();
  await add.click();
  await field.fill('Mornings only');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Mornings only')).toBeVisible();
  await page.getByRole('button', { name: 'Change “Mornings only”' }).click();
  await field.fill('Before noon');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Before noon')).toBeVisible();
  await page.getByRole('button', { name: 'Remove “Has a dog”' }).click();
  await expect.poll(items).toBe(1);
});

test('Esc takes back what was typed, and what is left empty adds nothing', async () => {
  show();
  await add.click();
  await field.fill('Never mind');
  await userEvent.keyboard('{Escape}');
  await expect.element(add).toBeVisible();
  await add.click();
  await userEvent.keyboard('{Enter}');
  await expect.element(add).toBeVisible();
  expect(items()).toBe(1);
});

test('what is refused stays in its field, and says so', async () => {
  show(refused);
  await page.getByRole('button', { name: 'Change “Has a dog”' }).click();
  await field.fill('Has two dogs');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/^Not saved yet/)).toBeVisible();
  await expect.element(field).toHaveValue('Has two dogs');
});

test('the source leads to where it was said; who may only look changes nothing', async () => {
  const opened = show(ok(), true);
  await page.getByRole('button', { name: 'Noted by Anna' }).click();
  expect(opened).toEqual(['dog']);
  expect(page.getByRole('button').elements()).toHaveLength(1);
});
