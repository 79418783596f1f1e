import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readJob } from '#shared/records/jobs.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { useTeam } from '#renderer/state/team.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mountLockable } from '#renderer/ui/testing/mount-lockable.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';

beforeAll(() => startMessages());

const start = Date.UTC(2030, 3, 1, 8);

/** The dialog of a visit, in a team of two. */
async function show() {
  const world = createMemoryRecords();
  const names = { ana: 'Ana Gomes', ben: 'Ben Whitfield' };
  for (const [id, name] of Object.entries(names))
    world.apply([
      { collection: 'members', id, path: [], before: undefined, after: { id, name, createdAt: 0 } },
    ]);
  const contact = expectOk(world.run('contact.create', { name: 'Maria Keller' }));
  const { id } = expectOk(world.run('job.create', { contactId: contact.id, title: 'Boiler' }));
  const { visitId } = expectOk(world.run('job.schedule', { id, start, end: start + 3_600_000 }));
  const commands: string[] = [];
  await startStubVault({
    async run(name, args) {
      commands.push(name);
      const done = world.run(name as 'job.update', args as never);
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  takePatches([
    { collection: 'visits', upsert: world.list('visits'), remove: [] },
    { collection: 'members', upsert: world.list('members'), remove: [] },
  ]);
  const member = ([memberId, name]: [string, string]) => ({
    id: memberId,
    name,
    role: 'owner' as const,
    access: presets.owner,
    self: memberId === 'ana',
    devices: [],
  });
  useTeam.setState({
    team: { members: Object.entries(names).map(member), invitations: [], canManage: true },
  });
  onTestFinished(() => {
    clearTables();
    useTeam.setState({ team: undefined });
  });
  const job = readJob(world.records, id)!;
  let closed = false;
  const visit = { ...job.visits[visitId]!, id: visitId };
  const { lock, unlock } = mountLockable(
    <ScheduleDialog job={job} visit={visit} opened onClose={() => (closed = true)} />,
  );
  return {
    commands,
    lock,
    unlock,
    visit: () => world.records.get('visits', visitId)!,
    isClosed: () => closed,
  };
}

const dialog = page.getByRole('dialog');

test('two people, a promise and a note are given to a visit in one step', async () => {
  const { commands, visit, isClosed } = await show();
  await dialog.getByLabelText('Who goes').click();
  await page.getByRole('option', { name: 'Ana Gomes' }).click();
  await page.getByRole('option', { name: 'Ben Whitfield' }).click();
  await userEvent.keyboard('{Escape}');
  await dialog.getByLabelText('Promised from').fill('09:00');
  await dialog.getByRole('button', { name: /^Change/ }).click();
  await expect.element(dialog.getByText('Two times in their order, or none')).toBeVisible();
  expect(commands).toEqual([]);
  await dialog.getByLabelText('Promised until').fill('12:00');
  await dialog.getByLabelText('For whoever goes there').fill('Ring twice');
  await dialog.getByRole('button', { name: /^Change/ }).click();
  await expect.poll(isClosed).toBe(true);
  expect(commands).toEqual(['job.updateVisit']);
  expect(visit()).toMatchObject({ assignees: { ana: true, ben: true }, notes: 'Ring twice' });
  expect(visit().window!.end - visit().window!.start).toBe(3 * 3_600_000);
});

test('a visit loses its hour in its dialog, which then asks for none', async () => {
  const { commands, visit, isClosed } = await show();
  await dialog.getByLabelText(/^At any time/).click();
  await expect.element(dialog.getByLabelText('Start')).not.toBeInTheDocument();
  await dialog.getByRole('button', { name: /^Change/ }).click();
  await expect.poll(isClosed).toBe(true);
  expect(commands).toEqual(['job.reschedule']);
  expect(visit().time.anyTime).toBe(true);
});

test('a visit that was half changed is there again after a lock; what nobody touched shows what is stored by then', async () => {
  const { lock, unlock, visit, isClosed } = await show();
  const notes = dialog.getByLabelText('For whoever goes there');
  const promise = dialog.getByLabelText('Promised from');
  await notes.fill('Ring twice');
  lock();
  await expect.element(notes).not.toBeInTheDocument();
  const window = { start, end: start + 7_200_000 };
  takePatches([{ collection: 'visits', upsert: [{ ...visit(), window }], remove: [] }]);
  unlock();
  await expect.element(notes).toHaveValue('Ring twice');
  await expect.element(promise).not.toHaveValue('');
  await userEvent.keyboard('{Escape}');
  await expect.poll(isClosed).toBe(true);
  lock();
  await expect.element(notes).not.toBeInTheDocument();
  unlock();
  await expect.element(notes).toHaveValue('');
});
