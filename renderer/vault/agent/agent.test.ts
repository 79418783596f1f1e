import { expect, test } from 'vitest';
import { dutchBusiness } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { createWorkspace, deadBridge, openVault, passphrase, type TestVault } from '../testing/world.ts';

/** A plumber with two jobs that were done, on a device without a model. */
async function openOffice(name: string, at?: number): Promise<TestVault> {
  const vault = await (at === undefined
    ? createWorkspace(name)
    : createWorkspace(name, deadBridge, () => at));
  await vault.run('business.setUp', {
    profile: {
      ...dutchBusiness,
      country: 'IE',
      locale: 'en-IE',
      timeZone: 'Europe/Dublin',
      pricesIncludeTax: true,
      hours: { mon: [{ from: '08:00', to: '17:00' }] },
    },
    services: [{ name: 'Boiler service', unitPrice: '12050', durationMinutes: 90 }],
  });
  await vault.run('contact.create', { name: 'Maria Lopez' });
  return vault;
}

test('What the assistant proposes is done when it is approved, noted as its proposal, and taken back by itself', async () => {
  const vault = await openOffice('agent-approve');
  const question = { text: 'Schedule Maria’s boiler service tomorrow at 10 am' };
  const { proposals } = expectOk(await vault.api.askAgent(question, () => {}));
  expect(proposals[0]).toMatchObject({ title: 'Make job', undoable: true });
  expect(vault.table('jobs')).toEqual([]);

  const done = expectOk(await vault.api.approveProposal(proposals[0]!.id, proposals[0]!.digest));
  expect(vault.table('jobs')).toMatchObject([{ id: done.record!.id, title: 'Boiler service' }]);
  const { lines } = expectOk(await vault.api.auditPage({ command: 'job.create' }, 1));
  expect(lines[0]?.entry).toMatchObject({ id: done.undo!.auditId, by: 'assistant' });

  // The owner has done something else since: it stays.
  await vault.run('contact.create', { name: 'Tom Brand' });
  expectOk(await vault.api.undo(done.undo!.auditId));
  await eventually(() => vault.table('jobs').length === 0, 'the job to go');
  expect(vault.table('contacts').map(({ name }) => name)).toContain('Tom Brand');
});

test('rule 10: a proposal of before a new chat, or of before locking, can no longer be approved', async () => {
  const vault = await openOffice('agent-forget');
  const ask = async () =>
    expectOk(await vault.api.askAgent({ text: 'Add a contact Ann' }, () => {})).proposals[0]!;
  const first = await ask();
  await vault.api.forgetAgent();
  expect(await vault.api.approveProposal(first.id, first.digest)).toMatchObject({
    error: { code: 'agent.approval-used' },
  });
  const second = await ask();
  await vault.api.lock();
  expect(await vault.api.approveProposal(second.id, second.digest)).toMatchObject({
    error: { code: 'vault.locked' },
  });
});

test('Jobs and invoices of closed years are found for a customer and for a year; what was not looked at is said', async () => {
  const before = await openOffice('agent-earlier', Date.UTC(2023, 5, 14, 12));
  const [contact] = before.table('contacts');
  const job = await before.run('job.create', { contactId: contact!.id, title: 'Boiler service' });
  await before.run('job.complete', { id: job.id });
  const { id } = await before.run('invoice.draft', {
    contactId: contact!.id,
    jobId: job.id,
    lines: [{ name: 'Boiler service', quantity: '1', unitPrice: '12050' }],
  });
  const { issuedId } = await before.run('invoice.issue', { id });
  await before.run('invoice.recordPayment', { issuedId, amount: '12050', day: '2023-06-15', method: 'cash' });
  await before.api.lock();

  const open = async () => {
    const vault = openVault('agent-earlier', deadBridge, () => Date.UTC(2026, 10, 22, 12));
    expectOk(await vault.api.unlock(passphrase));
    await vault.loaded();
    await eventually(async () => (await vault.api.search('boiler')).complete, 'the indexes to be there');
    expect(vault.table('issued')).toEqual([]);
    return vault;
  };
  const ask = async (vault: TestVault, text: string) =>
    expectOk(await vault.api.askAgent({ text }, () => {}));
  const records = [{ record: { collection: 'issued', id: issuedId } }];

  const vault = await open();
  const all = await ask(vault, 'show me all invoices');
  expect(all).toMatchObject({ lines: [], note: 'Work and invoices of 2023 and earlier were not looked at.' });
  const hers = await ask(vault, 'invoices of Maria');
  expect(hers.lines).toMatchObject(records);
  expect(hers.note).toBeUndefined();
  await vault.api.lock();

  const again = await open();
  const ofYear = await ask(again, 'Which invoices did I send in 2023?');
  expect(ofYear).toMatchObject({ lines: records });
  expect(ofYear.note).toBeUndefined();
  expect((await ask(again, 'show me the invoices of 2024')).lines).toEqual([]);
  expect((await ask(again, 'How much did I invoice in June 2023?')).parts).toEqual([
    { text: expect.stringContaining('€120.50') as string },
  ]);
  await again.api.lock();

  const third = await open();
  expect((await ask(third, 'all jobs')).note).toContain('2023 and earlier');
  const jobs = await ask(third, 'jobs of 2023');
  expect(jobs).toMatchObject({ lines: [{ record: { collection: 'jobs', id: job.id } }] });
  expect(jobs.note).toBeUndefined();
  await third.api.lock();
});
