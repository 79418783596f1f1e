import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { Finding } from '#shared/invariants/invariant.ts';
import { createWork } from '#shared/lib/async.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import type { Library } from '../books/library.ts';
import { createRecordChanges } from '../books/record-changes.ts';
import { BookIndex } from '../search/book-index.ts';
import { entryOf } from '../search/entry.ts';
import { decodeSegment, encodeSegment } from '../search/segment-bytes.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from '../testing/world.ts';
import { createFindings } from './findings.ts';

afterAll(() => commands.stopAllRelays());

/** What the window of a vault holds now. */
function findings({ events }: TestVault): Finding[] {
  return events.findLast((event) => event.type === 'findings')?.findings ?? [];
}

test('What two owners did offline is named on both devices when they meet, also after a restart, and settled once', async () => {
  const owner = await createWorkspace('findings-owner', shellBridge);
  const relay = await commands.startRelay();
  expectOk(await owner.api.connectRelay(relay));
  await owner.run('business.setUp', { profile, services: [] });
  const { id: contactId } = await owner.run('contact.create', { name: 'Marta Kowalska' });
  const lines = [{ name: 'Boiler service', quantity: '1', unitPrice: '12500' }];
  const { id } = await owner.run('invoice.draft', { contactId, lines });
  const anna = await letIn(owner, 'findings-anna', 'manager');
  await eventually(() => anna.table('documents').length === 1, 'the draft to reach the other device');

  await commands.stopRelay(relay);
  await owner.run('invoice.issue', { id });
  await anna.run('invoice.issue', { id });
  await commands.restartRelay(relay, false);
  for (const device of [owner, anna]) {
    await device.api.networkIsBack();
    await eventually(() => findings(device).length === 1, 'the finding to be there');
  }
  expect(findings(owner)).toEqual(findings(anna));
  await anna.api.lock();
  await owner.api.lock();

  const again = openVault('findings-owner', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  await eventually(() => findings(again).length === 1, 'the finding to be there again');
  const { settlements } = findings(again)[0]!;
  const credit = settlements.find(({ command }) => command === 'finding.credit')!;
  const { id: draftId } = await again.run('finding.credit', credit.args as never);
  await eventually(() => findings(again)[0]?.begun === draftId, 'it to be known as begun');
  await again.run('invoice.issue', { id: draftId });
  await eventually(() => findings(again).length === 0, 'it to be settled');
  await again.api.lock();
});

test('A closed year is opened only where something in it does not go together with something outside', async () => {
  const memory = createMemoryRecords();
  expectOk(memory.run('contact.create', { name: 'Anna' }));
  const contactId = memory.list('contacts')[0]!.id;
  const put = (document: JsonObject & { id: string }) =>
    memory.apply([
      {
        collection: 'issued',
        id: document.id,
        path: [],
        before: undefined,
        after: { ...document, contactId },
      },
    ]);
  const old = issued('old', 'A-2024-0001', 'job-1');
  const index = new BookIndex();
  for (const document of [old, issued('other', 'A-2024-0002', 'job-2')])
    index.put(`issued/${document.id}`, entryOf('issued', document));
  // As it lies on the disk.
  const { segment } = decodeSegment(encodeSegment(index.inOrder(), 'state'))!;
  const stored = new BookIndex(segment);

  const opened: string[] = [];
  const work = createWork(systemTimers);
  const changes = createRecordChanges({ work });
  let said: Finding[] = [];
  const subject = createFindings({
    library: Object.assign(memory.records, {
      closedBooks: new Map([['money-2024', {}]]),
    }) as never as Library,
    changes,
    indexes: { of: () => stored },
    archive: {
      openRecord: async (_, id) => {
        if (!opened.includes(id)) put(old);
        return opened.push(id) > 0;
      },
    },
    keyring: { canOpen: () => true },
    work,
    timers: systemTimers,
    now: () => memory.context.now,
    onChange: (now) => (said = now),
  });
  changes.start();
  put(issued('new', 'A-2026-0001', 'job-3'));
  subject.start();
  await work.quiet();
  expect(opened).toEqual([]);

  put(issued('again', 'A-2026-0002', 'job-1'));
  changes.tell('issued', new Set(['again']), 'money-2026');
  await work.quiet();
  expect(new Set(opened)).toEqual(new Set(['old']));
  expect(said).toMatchObject([{ kind: 'issuedTwice', sides: [{ id: 'old' }, { id: 'again' }] }]);
});

const profile = {
  name: 'Harbour Plumbing',
  trade: 'plumber',
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
  taxes: {},
  pricesIncludeTax: false,
  taxRounding: 'category',
  paymentTermsDays: 14,
  paperSize: 'A4',
  invoiceTemplate: 'modern',
  hours: {},
} as const;

function issued(id: string, number: string, jobId: string): JsonObject & { id: string } {
  const frozen = { kind: 'invoice', contactId: 'anna', documentId: `draft-${id}`, jobId, number };
  const totals = { lines: '100', discount: '0', net: '100', tax: '0', gross: '100', taxes: [] };
  return { id, ...frozen, issuedAt: id === 'old' ? 1 : 2, buyer: { name: 'Anna' }, lines: [], totals };
}
