import { useState } from 'react';
import { Select } from '@mantine/core';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { useCustomerChoice } from './customers.ts';
import { takePatches } from './records.ts';

function Field({ chosen }: { chosen: string | null }) {
  const [value, setValue] = useState(chosen);
  return (
    <>
      <Select label="Customer" {...useCustomerChoice(value)} value={value} onChange={setValue} />
      <output>{value}</output>
    </>
  );
}

const field = page.getByRole('combobox', { name: 'Customer' });
const offered = page.getByRole('option');
const names = (): (string | null)[] => offered.elements().map(({ textContent }) => textContent);

function show(chosen: string | null = null): void {
  const many = Array.from({ length: 500 }, (_, at) => ({ id: `c${at}`, createdAt: 1, name: `Bakker ${at}` }));
  const others = [
    { id: 'lukasz', createdAt: 1, name: 'Łukasz Wiśniewski', phones: { p: { number: '+48601234567' } } },
    { id: 'joanna', createdAt: 1, name: 'Joanna', company: 'Green Lanes' },
    { id: 'anna', createdAt: 1, name: 'Zoë Anna' },
    { id: 'gone', createdAt: 1, name: 'Gone Anna', archivedAt: 5 },
  ];
  takePatches([{ collection: 'contacts', upsert: [...many, ...others], remove: [] }]);
  mount(<Field chosen={chosen} />);
}

test('of many customers a few are offered, and each is found by a part of the name, as one types it', async () => {
  show();
  await userEvent.click(field);
  await expect.poll(() => offered.elements().length).toBe(40);
  await userEvent.type(field, 'wisnie lukasz');
  await expect.poll(names).toEqual(['Łukasz Wiśniewski · \u200E+48601234567']);
  await userEvent.click(offered);
  await expect.element(page.getByText('lukasz', { exact: true })).toBeVisible();
});

test('whose name begins so comes before whose name only holds it, and who is put away is not offered', async () => {
  show();
  await userEvent.click(field);
  await userEvent.type(field, 'anna');
  await expect
    .poll(() => offered.elements().map(({ textContent }) => textContent))
    .toEqual(['Zoë Anna', 'Joanna · Green Lanes']);
});

test('who was chosen stands in the field and among those that are offered', async () => {
  show('c499');
  await expect.element(field).toHaveValue('Bakker 499');
  await userEvent.click(field);
  await expect
    .element(page.getByRole('option', { name: 'Bakker 499' }))
    .toHaveAttribute('aria-selected', 'true');
  await userEvent.clear(field);
  await userEvent.type(field, '601234');
  await expect.poll(names).toEqual(['Łukasz Wiśniewski · \u200E+48601234567']);
});
