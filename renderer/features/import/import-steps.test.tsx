import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { AppCommandName } from '#shared/commands/index.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { ok } from '#shared/lib/result.ts';
import type { ImportOf } from '#shared/import/targets.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { ImportSteps } from './import-steps.tsx';

beforeAll(() => startMessages());

const profile = {
  name: 'Keller Plumbing',
  trade: 'plumbing',
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
  taxes: {},
  pricesIncludeTax: true,
  taxRounding: 'line' as const,
  paymentTermsDays: 14,
  paperSize: 'A4' as const,
  invoiceTemplate: 'modern' as const,
  hours: {},
};

/** The steps over a business with one customer; the real reader in its worker, and the real commands. */
async function show(of: ImportOf = 'contacts', erased: readonly string[] = []) {
  const memory = createMemoryRecords();
  memory.run('business.setUp', { profile, services: [{ name: 'Call-out', unitPrice: '3000' }] });
  memory.run('contact.create', { name: 'Ann', phones: { a: { number: '+4915112345678' } } });
  function patch() {
    for (const collection of [
      'business',
      'contacts',
      'services',
      'imports',
      'jobs',
      'visits',
      'pastInvoices',
    ] as CollectionName[]) {
      const upsert = memory.list(collection);
      const kept = new Set(upsert.map(({ id }) => id));
      const remove = [...gone].filter((id) => !kept.has(id));
      for (const id of kept) gone.add(id);
      takePatches([{ collection, upsert, remove }]);
    }
  }
  const gone = new Set<string>();
  await startStubVault({
    earlierYear: async () => undefined,
    areErased: async (people) =>
      ok(people.map(({ phones = [] }) => phones.some(({ number }) => erased.includes(number)))),
    async run(name, args) {
      const done = memory.run(name as AppCommandName, args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value, auditId: '' } } : done;
    },
  });
  patch();
  const suppressions = erased.map((number) => ({ id: number, name: number }));
  takePatches([{ collection: 'suppressions', upsert: suppressions as never[], remove: [] }]);
  onTestFinished(clearTables);
  mount(<ImportSteps of={of} onBack={() => {}} />);
  return { memory, names: () => memory.list('contacts').map(({ name }) => name) };
}

/** Drops a file where the steps ask for one. */
async function choose(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<void> {
  const place = page.getByRole('button', { name: 'Choose file' });
  await expect.element(place).toBeVisible();
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content], name));
  place.element().dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
}

const button = (name: string | RegExp) => page.getByRole('button', { name });

test('a file of an old spreadsheet is brought in, and taken back with one click', async () => {
  const { memory, names } = await show();
  const text =
    'Name;Handy;E-Mail;Lieblingsfarbe\nJörg Müller;0171 1234567;joerg@b.example;blau\nAnn;0151/12345678;ann@b.example;\nEva;;eva@;rot\n';
  await choose(
    'kunden.csv',
    Uint8Array.from(text, (letter) => letter.codePointAt(0)!),
  );
  await expect.element(page.getByText('1 new · 1 known · 1 cannot be taken')).toBeVisible();
  await expect.element(page.getByText('E-Mail is no e-mail address: “eva@”.')).toBeVisible();
  await expect.element(page.getByText('Left out: Lieblingsfarbe (2 rows).')).toBeVisible();
  expect(names()).toEqual(['Ann']);

  await button('Import 2 rows').click();
  await expect.element(page.getByText('1 added · 1 added to · 1 cannot be taken')).toBeVisible();
  expect(names()).toEqual(['Ann', 'Jörg Müller']);
  expect(Object.values(memory.list('contacts')[0]?.emails ?? {})).toEqual([{ address: 'ann@b.example' }]);

  await button('Undo this import').click();
  await expect.element(page.getByText('Taken back')).toBeVisible();
  expect(names()).toEqual(['Ann']);
  expect(Object.values(memory.list('contacts')[0]?.emails ?? {})).toEqual([]);
});

test('who was erased is counted apart before anything is brought in, and stays out', async () => {
  const { names } = await show('contacts', ['+4915112345678', '+491711234567']);
  // Ann is here anew, so that what a file says of her is of somebody who is known.
  await choose('list.csv', 'Name,Phone\nAnn,+4915112345678\nErika,+491711234567\nEva,+491711234568\n');
  await expect.element(page.getByText('1 new · 1 known · 1 was erased and stays out')).toBeVisible();
  await button('Import 2 rows').click();
  await expect.element(page.getByText(/^1 added · .*1 was erased and stays out$/)).toBeVisible();
  expect(names()).toEqual(['Ann', 'Eva']);
});

test('a column becomes what the owner says, and a wrong cell goes along where they want it', async () => {
  const { memory } = await show();
  await choose('people.csv', 'Name,Colour,Email\nBob,red,bob@\n');
  await expect.element(page.getByText('0 new · 1 cannot be taken')).toBeVisible();
  await page.getByRole('combobox', { name: 'What “Colour” becomes' }).selectOptions('Tags');
  await page.getByRole('checkbox', { name: /Take rows with a wrong cell/ }).click();
  await expect.element(page.getByText('1 new', { exact: true })).toBeVisible();
  await button('Import 1 row').click();
  await expect.element(page.getByText('1 added', { exact: true })).toBeVisible();
  expect(memory.list('contacts')[1]).toMatchObject({
    name: 'Bob',
    tags: { red: true },
    notes: 'Email: bob@',
  });
});

test('the cards of a phone are brought in', async () => {
  const { names } = await show();
  await choose(
    'contacts.vcf',
    'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Maria Keller\r\nTEL;TYPE=cell:+49171999\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob\r\nEND:VCARD\r\n',
  );
  await button('Import 2 rows').click();
  await expect.element(page.getByText('2 added')).toBeVisible();
  expect(names()).toEqual(['Ann', 'Maria Keller', 'Bob']);
});

test('a price list is brought in', async () => {
  const { memory } = await show('services');
  await choose('preise.csv', 'Leistung;Preis;Einheit\nAnfahrt;35,00 €;Stk\nRohr;viel;m\n');
  await expect.element(page.getByText('Preis is no amount: “viel”.')).toBeVisible();
  await button('Import 1 row').click();
  await expect.element(page.getByText(/1 added/)).toBeVisible();
  expect(memory.list('services').map(({ name, unitPrice }) => [name, unitPrice])).toEqual([
    ['Call-out', '3000'],
    ['Anfahrt', '3500'],
  ]);
});

test('a spreadsheet that cannot be read says so, with what to do', async () => {
  await show();
  await choose('people.xlsx', Uint8Array.of(0x50, 0x4b, 3, 4));
  await expect.element(page.getByText(/Save it as .xlsx or CSV first/)).toBeVisible();
});

test('jobs are brought in with their customers and visits, and taken back with one click', async () => {
  const { memory, names } = await show('jobs');
  const file =
    'Auftrag;Kunde;Termin;Uhrzeit;Betrag\nHeizung;Ann;24.12.2026;14:30;99,50\nDach;Eva;1.2.2025;;\n';
  await choose('jobs.csv', file);
  await button('Import 2 rows').click();
  await expect.element(page.getByText('2 added')).toBeVisible();
  expect(names()).toEqual(['Ann', 'Eva']);
  expect(memory.list('jobs').map(({ title, past }) => [title, past?.state])).toEqual([
    ['Heizung', undefined],
    ['Dach', 'closed'],
  ]);
  expect(memory.list('visits')).toHaveLength(2);
  await button('Undo this import').click();
  await expect.element(page.getByText('Taken back')).toBeVisible();
  expect([names(), memory.list('jobs'), memory.list('visits')]).toEqual([['Ann'], [], []]);
});

test('what the columns became is known when the next file has the same', async () => {
  const { memory } = await show();
  await choose('one.csv', 'Name,Colour\nBob,red\n');
  await page.getByRole('combobox', { name: 'What “Colour” becomes' }).selectOptions('Tags');
  await button('Import 1 row').click();
  await button('Choose another file').click();
  await choose('two.csv', 'Name,Colour\nEva,blue\n');
  await button('Import 1 row').click();
  await expect.element(page.getByText('1 added', { exact: true })).toBeVisible();
  expect(memory.list('contacts').map(({ tags }) => Object.keys(tags ?? {}))).toEqual([[], ['red'], ['blue']]);
});
