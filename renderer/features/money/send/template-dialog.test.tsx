import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import { sampleContent } from '#shared/domain/document/testing.ts';
import { freezeDocument } from '#shared/domain/invoice-content.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { TemplateDialog } from './template-dialog.tsx';

beforeAll(() => startMessages());

const issued = freezeDocument(sampleContent(), {
  number: 'A-2026-0001',
  seriesId: 's',
  sequence: 1,
  salt: 'salt',
  issuedAt: 0,
});
const template = (name: string, text: string): MessageTemplate => ({
  id: name,
  businessAccountId: 'waba',
  name,
  language: 'en',
  category: 'UTILITY',
  status: 'APPROVED',
  components: [{ type: 'BODY', text }],
  statusAt: 0,
});

/** The dialog for an invoice of a customer outside the window; gives what was run. */
async function show(templates: MessageTemplate[]): Promise<{ ran: unknown[] }> {
  const ran: unknown[] = [];
  await startStubVault({
    run: (async (name: string, args: unknown) => {
      ran.push([name, args]);
      return { ok: true, value: { value: { id: 'sent' } } };
    }) as never,
  });
  takePatches([{ collection: 'messageTemplates', upsert: templates, remove: [] }]);
  onTestFinished(clearTables);
  mount(<TemplateDialog issued={issued} conversationId="talk" onClose={() => {}} />);
  return { ran };
}

test('the template that speaks of an invoice is offered first, filled with what the invoice says', async () => {
  const { ran } = await show([
    template('greeting', 'Hello {{1}}'),
    template('your_invoice', 'Hello {{1}}, here is invoice {{2}} for {{3}}, to be paid by {{4}}.'),
  ]);
  await expect
    .element(
      page.getByText('Hello Marta, here is invoice A-2026-0001 for £1,721.16, to be paid by 5 Dec 2026.'),
    )
    .toBeVisible();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect
    .poll(() => ran)
    .toMatchObject([
      [
        'message.sendTemplate',
        { conversationId: 'talk', templateId: 'your_invoice', values: { 'body:1': 'Marta' } },
      ],
    ]);
});

test('without a template it says what to do', async () => {
  await show([]);
  await expect.element(page.getByText(/no approved template/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Send', exact: true })).not.toBeInTheDocument();
});
