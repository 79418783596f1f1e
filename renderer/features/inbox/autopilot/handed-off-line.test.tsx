import { createRoot } from 'react-dom/client';
import { Suspense } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { takePatches } from '#renderer/state/records.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { ThemeProvider } from '#renderer/ui/theme/provider.tsx';
import { HandedOffLine } from './handed-off-line.tsx';

const reason =
  'The customer wants a person. The customer was not told: the time in which WhatsApp takes free answers is over. An approved template still reaches them.';
const template = {
  id: 'template',
  businessAccountId: 'waba',
  name: 'appointment_update',
  language: 'en',
  category: 'UTILITY',
  status: 'APPROVED',
  components: [{ type: 'BODY', text: 'Hello, we have news about your appointment.' }],
  statusAt: 0,
};

beforeAll(() => startMessages());

test('a hand-over that the customer was not told of says why, and offers the template that still reaches them', async () => {
  const conversation = {
    id: 'talk',
    contactId: 'maria',
    channel: 'whatsapp' as const,
    accountId: 'a',
    state: 'open' as const,
    createdAt: 0,
    lastAt: 0,
    handedOff: { at: 1, reason, told: false },
  };
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  const show = (shut: boolean) =>
    root.render(
      <ThemeProvider>
        <Suspense>
          <HandedOffLine conversation={conversation} messages={[]} shut={shut} />
        </Suspense>
      </ThemeProvider>,
    );
  show(true);
  const offer = page.getByRole('button', { name: 'Send template' });
  await expect.element(page.getByText(reason)).toBeVisible();
  expect(offer.elements()).toEqual([]);

  takePatches([{ collection: 'messageTemplates', upsert: [template], remove: [] }]);
  await offer.click();
  await expect.element(page.getByRole('dialog')).toBeVisible();

  show(false);
  await expect.element(page.getByRole('button', { name: 'Let it answer again' })).toBeVisible();
  expect(offer.elements()).toEqual([]);
  takePatches([{ collection: 'messageTemplates', upsert: [], remove: [template.id] }]);
  root.unmount();
  host.remove();
});
