import type { Role } from '#shared/domain/roles.ts';
import type { Limits } from '#sync-server/limits.ts';
import { isDone } from './actions.ts';
import type { Device } from './device.ts';
import { inWorld, type World } from './world.ts';

/** A team whose course of things a test lays down step by step. `settings.isOld`: with years that are closed by now. */
export async function withTeam<const Roles extends Role[]>(
  roles: Roles,
  course: (devices: { [Index in keyof Roles]: Device }, world: World) => Promise<void>,
  { isOld = false, ...limits }: Partial<Limits> & { isOld?: boolean } = {},
): Promise<void> {
  const devices = roles.map((role) => ({ role, skew: 0 }));
  const plan = { seed: 7, devices, isOld, adversary: undefined, steps: [] };
  await inWorld({ plan, limits }, (world) =>
    course([...world.devices] as { [Index in keyof Roles]: Device }, world),
  );
}

export const namesOn = (device: Device): string[] =>
  [...device.session.library.all('contacts')].map(({ name }) => name);

export async function writes(device: Device, name: string): Promise<void> {
  const done = await device.run('contact.create', { name });
  if (!isDone(done)) throw new Error(`${device.name} could not write ${name}`);
}

export async function sees({ until }: Pick<World, 'until'>, device: Device, name: string): Promise<void> {
  await until(() => (namesOn(device).includes(name) ? undefined : `${device.name} to see ${name}`));
}

/** An owner has issued two invoices, and taken a payment for each. */
export async function isPaidFor(owner: Device): Promise<void> {
  await writes(owner, 'Ann');
  const [contact] = [...owner.session.library.all('contacts')];
  const lines = [{ name: 'Work', quantity: '1', unitPrice: '10000', taxIds: ['vat'] }];
  for (let each = 0; each < 2; each++) {
    const draft = await owner.run('invoice.draft', { contactId: contact!.id, lines });
    const issued = await owner.run('invoice.issue', { id: valueOf(draft).id });
    const payment = {
      issuedId: valueOf(issued).issuedId,
      amount: '50',
      method: 'cash',
      reference: 'r',
    } as const;
    valueOf(await owner.run('invoice.recordPayment', payment));
    await owner.session.library.save();
  }
}

function valueOf(outcome: unknown): { id: string; issuedId: string } {
  const { ok, value } = outcome as { ok: boolean; value: { id: string; issuedId: string } };
  if (!ok) throw new Error(JSON.stringify(outcome));
  return value;
}
