import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openRestrictions } from '#shared/domain/restriction.ts';
import { expectOk } from '#shared/lib/result.ts';
import { contactsOf } from '#shared/records/merged.ts';
import { isKeptOnly } from '#shared/records/right-to-send.ts';
import { createDevice, type Device, meet } from './testing-device.ts';

const people = 4;
const names = ['contacts', 'tasks'] as const;
const step = fc.record({
  is: fc.constantFrom('merge', 'restrict', 'lift', 'undo', 'meet'),
  on: fc.nat(1),
  id: fc.nat(people - 1),
  other: fc.nat(people - 1),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const openIn = ({ records }: Device, id: string): string[] =>
  openRestrictions(records.get('contacts', id) ?? {}).map((each) => each.id);

/** Two devices that join, restrict, lift and take back apart; and what nobody has lifted, by whom it is about. */
function played(steps: readonly Step[]) {
  const devices = [createDevice(1, names), createDevice(2, names)] as const;
  const ids = Array.from({ length: people }, (_each, at) => {
    return (expectOk(devices[0].run('contact.create', { name: `Person ${at}` })) as { id: string }).id;
  });
  meet(...devices);
  const standing = new Map<string, string>();
  const isMergeLast = [false, false];
  for (const { is, on, ...whom } of steps) {
    const device = devices[on]!;
    const [id, other] = [ids[whom.id]!, ids[whom.other]!];
    if (is === 'meet') meet(...devices);
    if (is === 'merge' && device.run('contact.merge', { keepId: id, otherId: other }).ok)
      isMergeLast[on] = true;
    if (is === 'undo' && isMergeLast[on]) device.undo();
    if (is === 'undo') isMergeLast[on] = false;
    if (is === 'restrict') {
      const before = new Set(openIn(device, id));
      expectOk(device.run('contact.restrict', { id, why: 'Asked' }));
      for (const key of openIn(device, id)) if (!before.has(key)) standing.set(key, id);
      isMergeLast[on] = false;
    }
    if (is === 'lift') {
      const lifted = contactsOf(device.records, id).flatMap((each) => openIn(device, each));
      if (!device.run('contact.liftRestriction', { id, told: 'By phone' }).ok) continue;
      for (const key of lifted) standing.delete(key);
      isMergeLast[on] = false;
    }
  }
  meet(...devices);
  return { devices, restricted: new Set(standing.values()) };
}

test('who was restricted is so on both devices until that is lifted, whomever they were joined with meanwhile', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 16 }), (steps) => {
      const { devices, restricted } = played(steps);
      for (const { records } of devices)
        for (const id of restricted)
          for (const same of contactsOf(records, id)) expect(isKeptOnly(records, same)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
