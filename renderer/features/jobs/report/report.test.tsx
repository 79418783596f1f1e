import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { type Access, presets } from '#shared/domain/roles.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import type { VaultApi } from '#renderer/vault/api.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { useJob } from '#renderer/state/jobs.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { JobReport } from './job-report.tsx';
import { pictureData } from '#renderer/ui/index.ts';

beforeAll(() => startMessages());

const profile = {
  ...ukBusiness,
  name: 'Rivera Plumbing',
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
};

function Shown({ id }: { id: string }) {
  const job = useJob(id);
  return job === undefined ? null : (
    <KeepsUnsaved>
      <JobReport job={job} readOnly={false} />
    </KeepsUnsaved>
  );
}

/** A boiler job whose form asks for a pressure and a verdict, as somebody with these rights sees it. */
async function show(access: Access, talks: readonly object[] = []) {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile, services: [] }));
  const contact = expectOk(world.run('contact.create', { name: 'Maria Keller' }));
  const { id: typeId } = expectOk(world.run('jobType.add', { name: 'Boiler' }));
  const fields = [
    { label: 'Inlet pressure', kind: 'number' as const, unit: 'mbar' },
    { label: 'Safe to use', kind: 'yesNo' as const },
  ];
  expectOk(world.run('jobType.putReportFields', { id: typeId, fields }));
  const made = { contactId: contact.id, title: 'Boiler service', typeId, notes: 'SECRET' };
  const { id } = expectOk(world.run('job.create', made));
  const patch = () => {
    const all = Object.entries(world.snapshot()) as [CollectionName, never[]][];
    takePatches(all.map(([collection, upsert]) => ({ collection, upsert, remove: [] })));
  };
  const sent: unknown[] = [];
  const printed: string[] = [];
  const api: Partial<VaultApi> = {
    async run(name, args) {
      if (name === 'job.sendReport') sent.push(args);
      if (name === 'job.sendReport') return { ok: true, value: { value: {} } };
      const done = world.run(name as 'job.setReading', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
    attach: async (file, name) => ok({ name, mimeType: file.type, bytes: file.size, blob: 'blob' } as never),
    attachToJob: async ({ name, type }) => ok({ file: { name, mimeType: type, blob: 'kept' } } as never),
  };
  const print = async (_: string, { html }: { html?: string }) => {
    if (html !== undefined) printed.push(html);
    return ok({ pdfBase64: 'JVBERi0x' });
  };
  await startStubVault(api, print as never);
  patch();
  const upsert = talks.map((talk) => ({ contactId: contact.id, createdAt: 0, ...talk }));
  takePatches([{ collection: 'conversations', upsert: upsert as never[], remove: [] }]);
  useSession.setState({ access });
  onTestFinished(() => {
    clearTables();
    useSession.setState({ access: undefined });
  });
  mount(<Shown id={id} />);
  return { sent, printed, readings: () => Object.values(world.records.get('jobs', id)!.readings ?? {}) };
}

test('a technician fills in readings as they write numbers, and sees the report as it prints', async () => {
  const { readings } = await show(presets.technician);
  const pressure = page.getByLabelText('Inlet pressure (mbar)');
  await pressure.fill('about twenty');
  await userEvent.tab();
  await expect.element(page.getByText('A number, such as 20,5')).toBeVisible();
  await pressure.fill('19,8');
  await userEvent.tab();
  await expect.poll(() => readings().map(({ value }) => value)).toEqual(['19.8']);
  await page.getByLabelText('Notes for the customer').fill('Look at the gauge.');
  await userEvent.tab();
  await page.getByRole('button', { name: 'Open report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Report' });
  await expect.element(dialog.getByRole('row', { name: 'Inlet pressure 19,8 mbar' })).toBeVisible();
  await expect.element(dialog.getByText('Look at the gauge.')).toBeVisible();
  await expect.element(dialog.getByText(/1 reading is not filled in/)).toBeVisible();
  expect(dialog.element().textContent).not.toContain('SECRET');
  await expect.element(dialog.getByRole('button', { name: 'Save PDF' })).toBeEnabled();
  expect(dialog.getByRole('button', { name: 'Send' }).elements()).toEqual([]);
  expect(dialog.getByText(/has not written/).elements()).toEqual([]);
});

test('who cannot send it now reads why', async () => {
  await show(presets.owner);
  await page.getByRole('button', { name: 'Open report' }).click();
  await expect.element(page.getByText(/This customer has not written to you yet/)).toBeVisible();
});

test('while the customer’s window is open the report goes to them as a PDF, in one click', async () => {
  const talk = { id: 'talk', channel: 'whatsapp', lastInboundAt: Date.now() - 60_000 };
  const { sent, printed } = await show(presets.owner, [talk]);
  await page.getByRole('button', { name: 'Open report' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    kept: { blob: 'kept', mimeType: 'application/pdf' },
    to: {
      by: 'file',
      conversationId: 'talk',
      file: { mimeType: 'application/pdf', name: expect.stringMatching(/^report-\d{4}-\d\d-\d\d\.pdf$/) },
      caption: expect.stringMatching(/^Job report, /),
    },
  });
  expect(printed[0]).toContain('Boiler service');
  expect(printed[0]).not.toContain('SECRET');
});

test('outside the window a template tells of the report, filled with what is known', async () => {
  const talk = { id: 'talk', channel: 'whatsapp', lastInboundAt: Date.now() - 30 * 3_600_000 };
  const { sent } = await show(presets.owner, [talk]);
  const template = {
    id: 'ready',
    businessAccountId: 'waba',
    name: 'report_ready',
    language: 'en',
    category: 'UTILITY',
    status: 'APPROVED',
    components: [{ type: 'BODY', text: 'Hello {{1}}, your report is ready. Answer and we send it.' }],
    statusAt: 0,
  };
  takePatches([{ collection: 'messageTemplates', upsert: [template as never], remove: [] }]);
  await page.getByRole('button', { name: 'Open report' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Send by template' });
  await expect.element(dialog.getByText(/^Hello Maria, your report is ready/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    kept: { blob: 'kept' },
    to: { by: 'template', conversationId: 'talk', templateId: 'ready', values: { 'body:1': 'Maria' } },
  });
});

test('whoever has never written gets the report by e-mail, in words that can be changed', async () => {
  const { sent } = await show(presets.owner);
  const mailbox = { id: 'm', kind: 'email', address: 'office@rivera.example', createdAt: 0 };
  takePatches([{ collection: 'mailAccounts', upsert: [mailbox as never], remove: [] }]);
  await page.getByRole('button', { name: 'Open report' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Send by e-mail' });
  await expect.element(dialog.getByLabelText('Subject')).toHaveValue('Job report: Boiler service');
  await dialog.getByLabelText('To').fill('maria@example.com');
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    kept: { blob: 'kept' },
    to: { by: 'mail', to: 'maria@example.com', file: { mimeType: 'application/pdf' } },
  });
});

test('a photo becomes a picture in the document that is as small as it has to be, and what is none is left out', async () => {
  const canvas = new OffscreenCanvas(2400, 1800);
  const context = canvas.getContext('2d')!;
  const noise = context.createImageData(2400, 1800);
  for (let at = 0; at < noise.data.length; at++) noise.data[at] = (at * 7919 * (at % 251)) % 256;
  context.putImageData(noise, 0, 0);
  const photo = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
  const [large, small] = [await pictureData(photo, 5_000_000), await pictureData(photo, 200_000)];
  expect(large).toMatch(/^data:image\/jpeg;base64,/);
  const sides = await Promise.all(
    [large!, small!].map(async (url) => {
      const bitmap = await createImageBitmap(await (await fetch(url)).blob());
      return [bitmap.width, bitmap.height];
    }),
  );
  expect(sides[0]).toEqual([1200, 900]);
  expect(small!.length).toBeLessThanOrEqual(200_000);
  expect(sides[1]![0]).toBeLessThan(1200);
  expect(await pictureData(new Blob(['no picture'], { type: 'image/jpeg' }), 5_000_000)).toBeUndefined();
});
