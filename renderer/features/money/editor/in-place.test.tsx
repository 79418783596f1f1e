import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { parseMoney } from '#shared/domain/money-text.ts';
import { InPlace } from './in-place.tsx';

/** A price whose value follows the typing, as on a document, and what was saved of it. */
function show(): { saved: string[] } {
  const saved: string[] = [];
  function Price() {
    const [stored, setStored] = useState('1000');
    const [typed, setTyped] = useState<string>();
    return (
      <InPlace
        label="Price"
        value={typed ?? stored}
        format={(value) => (Number(value) / 100).toFixed(2)}
        parse={(text) => parseMoney(text, 'GBP', 'en-GB')?.toString()}
        complaint="This is not an amount."
        onType={setTyped}
        onSave={(value) => {
          saved.push(value);
          setStored(value);
          setTyped(undefined);
        }}
      />
    );
  }
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  createRoot(host).render(<Price />);
  return { saved };
}

test('a price that is typed is saved on leaving, though the document showed it all along', async () => {
  const { saved } = show();
  const field = page.getByLabelText('Price');
  await field.fill('19.99');
  expect(saved).toEqual([]);
  await userEvent.tab();
  expect(saved).toEqual(['1999']);
  await expect.element(field).toHaveValue('19.99');
});

test('Enter saves once, and leaving afterwards does not save again', async () => {
  const { saved } = show();
  await page.getByLabelText('Price').fill('5');
  await userEvent.keyboard('{Enter}');
  await userEvent.tab();
  expect(saved).toEqual(['500']);
  await expect.element(page.getByLabelText('Price')).toHaveValue('5.00');
});

test('Escape brings back what was there', async () => {
  const { saved } = show();
  await page.getByLabelText('Price').fill('7');
  await userEvent.keyboard('{Escape}');
  await userEvent.tab();
  expect(saved).toEqual([]);
  await expect.element(page.getByLabelText('Price')).toHaveValue('10.00');
});

test('what is no amount stays to be mended, is marked, and is not saved', async () => {
  const { saved } = show();
  await page.getByLabelText('Price').fill('ten');
  await userEvent.tab();
  expect(saved).toEqual([]);
  await expect.element(page.getByLabelText('Price')).toHaveValue('ten');
  await expect.element(page.getByLabelText('Price')).toHaveAttribute('aria-invalid', 'true');
});
