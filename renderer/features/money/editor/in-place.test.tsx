import { useState } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { parseMoney } from '#shared/domain/money-text.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { InPlace } from './in-place.tsx';

beforeAll(() => startMessages());

/** A price whose value follows the typing, as on a document, and what was saved of it. `answer`: what comes of that. */
function show(answer?: () => Result<void>): { saved: string[] } {
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
        onSave={async (value) => {
          saved.push(value);
          const done = answer?.() ?? ok();
          if (done.ok) setStored(value);
          if (done.ok) setTyped(undefined);
          return done;
        }}
      />
    );
  }
  mount(<Price />);
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

test('a price that is refused stays on the document, marked, and is saved when it is left again', async () => {
  let answer: Result<void> = err({ code: 'disk.full', message: 'Your disk is full.' });
  const { saved } = show(() => answer);
  const field = page.getByLabelText('Price');
  await field.fill('19.99');
  await userEvent.tab();
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await expect.element(field).toHaveAttribute('title', expect.stringContaining('Not saved yet'));
  await expect.element(field).toHaveValue('19.99');
  answer = ok();
  await field.click();
  await userEvent.tab();
  await expect.element(field).toHaveAttribute('aria-invalid', 'false');
  await expect.element(field).toHaveValue('19.99');
  expect(saved).toEqual(['1999', '1999']);
});
