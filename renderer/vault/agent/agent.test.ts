import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createWorkspace, eventually, type TestVault } from '../testing/world.ts';

/** A plumber with two jobs that were done, on a device without a model. */
async function openOffice(name: string): Promise<TestVault> {
  const vault = await createWorkspace(name);
  await vault.run('business.setUp', {
    profile: {
      name: 'Byrne Plumbing',
      trade: 'plumbing',
      country: 'IE',
      currency: 'EUR',
      locale: 'en-IE',
      timeZone: 'Europe/Dublin',
      taxes: {},
      pricesIncludeTax: true,
      taxRounding: 'category',
      paymentTermsDays: 14,
      paperSize: 'A4',
      invoiceTemplate: 'modern',
      hours: { mon: [{ from: '08:00', to: '17:00' }] },
    },
    services: [{ name: 'Boiler service', unitPrice: '12050', durationMinutes: 90 }],
  });
  await vault.run('contact.create', { name: 'Maria Lopez' });
  return vault;
}

test('What the assistant proposes is done when it is approved, noted as its proposal, and taken back by itself', async () => {
  const vault = await openOffice('agent-approve');
  const question = { text: 'Schedule Maria’s boiler service on Monday at 10' };
  const { proposals } = expectOk(await vault.api.askAgent(question, () => {}));
  expect(proposals[0]).toMatchObject({ title: 'Make job', undoable: true });
  expect(vault.table('jobs')).toEqual([]);

  const done = expectOk(await vault.api.approveProposal(proposals[0]!.id, proposals[0]!.digest));
  expect(vault.table('jobs')).toMatchObject([{ id: done.record!.id, title: 'Boiler service' }]);
  const entry = vault.table('audit').find(({ command }) => command === 'job.create');
  expect(entry).toMatchObject({ id: done.undo!.auditId, by: 'assistant' });

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
