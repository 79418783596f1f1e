import { expect, test } from 'vitest';
import { expectOk, ok, problem } from '#shared/lib/result.ts';
import type { TeamChange } from './change.ts';
import { createTeamNetworks, readNetworks } from './networks.ts';

/** An owner's device that the relay sees at an address, or not at all. */
function ownerAt(address: string | undefined) {
  const changes: TeamChange[] = [];
  const networks = createTeamNetworks({
    keyring: { keybag: { workspace: 'w' } as never },
    client: () =>
      ({
        signed: async () =>
          address === undefined ? problem('relay.away', 'Nobody answers.') : ok({ address }),
      }) as never,
    async change(change) {
      changes.push(change);
      return ok();
    },
  });
  return { changes, networks };
}

const wish = { ranges: ['192.0.2.0/24', '2001:db8::/32'], owners: true, isSure: false };

test('a list that this computer is in is signed as it is; outside of it, or where nobody knows, only who is sure', async () => {
  const inside = ownerAt('192.0.2.9');
  expectOk(await inside.networks.set(wish));
  expect(inside.changes).toEqual([{ networks: { ranges: wish.ranges, owners: true } }]);
  for (const address of ['198.51.100.1', undefined]) {
    const outside = ownerAt(address);
    expect(await outside.networks.set(wish)).toMatchObject({ error: { code: 'networks.outside' } });
    expect(outside.changes).toEqual([]);
    expectOk(await outside.networks.set({ ...wish, isSure: true }));
    expect(outside.changes).toHaveLength(1);
  }
});

test('an empty list opens everything again, from wherever the owner is', async () => {
  const away = ownerAt('198.51.100.1');
  expectOk(await away.networks.set({ ranges: ['', '  '], owners: true, isSure: false }));
  expect(away.changes).toEqual([{ networks: null }]);
});

test('each network stands once, in one form, and what is none is named', () => {
  expect(expectOk(readNetworks({ ranges: [' 192.0.2.7/24', '192.0.2.0/24', ''], owners: false }))).toEqual({
    ranges: ['192.0.2.0/24'],
  });
  expect(readNetworks({ ranges: ['192.0.2.0/24', 'the office'], owners: false })).toMatchObject({
    error: { code: 'networks.wrong', message: '“the office” is no network. Nothing was changed.' },
  });
  const many = Array.from({ length: 101 }, (_, index) => `10.0.${index}.0/24`);
  expect(readNetworks({ ranges: many, owners: false })).toMatchObject({ error: { code: 'networks.many' } });
});
