import '../fakes.ts';
import { TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { joinByInvitation } from '../arrivals.ts';
import type { Device } from '../device.ts';
import { createRandom } from '../random.ts';
import { withTeam } from '../small-world.ts';
import type { World } from '../world.ts';

const factorOn = ({ session }: Device) => session.secondFactor;
const recordsOn = ({ session }: Device) => JSON.stringify([...session.library.all('secondFactors')]);

async function asksForCodes({ until }: World, device: Device): Promise<void> {
  await until(() =>
    factorOn(device).view().since === undefined ? `${device.name} to ask for codes` : undefined,
  );
}

test('what makes an owner’s codes is theirs alone: a manager who reads the same book has none of it, and a later device of the owner is given it', async () => {
  await withTeam(['owner', 'owner', 'manager'], async ([laptop, desktop, manager], world) => {
    const { secret } = factorOn(laptop).prepare();
    const code = () => new TOTP({ secret }).generate({ timestamp: world.now() });
    expectOk(await factorOn(laptop).switchOn(secret, code()));
    await asksForCodes(world, desktop);
    expect(factorOn(desktop).mayAct()).toMatchObject({ error: { code: 'factor.needed' } });
    expectOk(await factorOn(desktop).prove(code()));
    expectOk(factorOn(desktop).mayAct());
    await world.until(() => (recordsOn(manager) === '[]' ? 'the record to be with the manager' : undefined));
    for (const device of [laptop, desktop, manager]) expect(recordsOn(device)).not.toContain(secret);
    expectOk(factorOn(manager).mayAct());

    const random = { ...createRandom('later'), pick: () => 'owner' as never };
    await joinByInvitation(world, laptop, random);
    const later = world.devices.at(-1)!;
    await asksForCodes(world, later);
    await world.until(async () => {
      await world.sleep(30_000);
      return (await factorOn(later).prove(code())).ok ? undefined : 'a code to be right there';
    });
    expectOk(factorOn(later).mayAct());

    // Taken back on one device while it was given on: it stays taken back.
    expectOk(await factorOn(later).switchOff());
    for (const device of [laptop, desktop, later])
      await world.until(() => (factorOn(device).view().since === undefined ? undefined : 'it to be off'));
  });
});
