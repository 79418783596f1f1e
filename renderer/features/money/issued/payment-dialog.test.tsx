import { useState } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { mountLockable } from '#renderer/ui/testing/mount-lockable.tsx';
import { PaymentDialog } from './payment-dialog.tsx';

beforeAll(() => startMessages());

const issued = { id: 'issued-1', currency: 'EUR', digits: 2 } as IssuedDocument;

function Invoice() {
  const [isPaying, setPaying] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setPaying(true)}>
        Pay
      </button>
      <PaymentDialog
        opened={isPaying}
        issued={issued}
        refund={false}
        open={12_000n}
        today="2030-04-01"
        locale="en-GB"
        onClose={() => setPaying(false)}
      />
    </>
  );
}

test('a payment that was half noted is there again after a lock, and begins with what is open after Esc', async () => {
  const { lock, unlock } = mountLockable(<Invoice />);
  const pay = () => page.getByRole('button', { name: 'Pay' }).click();
  const amount = page.getByLabelText(/^Amount/);
  const reference = page.getByLabelText('Reference');
  await pay();
  await amount.fill('70.00');
  await reference.fill('Bank, 14 March');
  lock();
  await expect.element(amount).not.toBeInTheDocument();
  unlock();
  await pay();
  await expect.element(amount).toHaveValue('70.00');
  await expect.element(reference).toHaveValue('Bank, 14 March');
  await userEvent.keyboard('{Escape}');
  await expect.element(amount).not.toBeInTheDocument();
  await pay();
  await expect.element(amount).toHaveValue('120.00');
  await expect.element(reference).toHaveValue('');
});
