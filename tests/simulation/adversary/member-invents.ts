import type { Device } from '../device.ts';
import { type Adversary, impossible } from './adversary.ts';
import { memberIn } from './member-lies.ts';
import { rogueIn } from './rogue.ts';

const isNamed =
  (...codes: string[]) =>
  (remaining: Device[]): boolean =>
    remaining.some(({ warnings }) => codes.some((code) => warnings.includes(code)));

/** A member says of the owner's device that it has written what it has not: in a statement, or in a summary. */
export const inventedHeads: Adversary = {
  expects: 'noticed',
  isNoticed: isNamed('trust.invented', 'trust.disproved'),
  async attack(world, _device, random) {
    const member = memberIn(world);
    if (member?.session.library.bookNamed('people') === undefined) return impossible('no member is there');
    await member.session.library.save();
    const { id } = world.devices[0]!;
    const rogue = await rogueIn(member, 'people');
    const isSummary = random.chance(0.5);
    if (isSummary) await rogue.sumUp([id]);
    else await rogue.tellOf([id], random.chance(0.5) ? Number.MAX_SAFE_INTEGER : 1000);
    return { said: `in a ${isSummary ? 'summary' : 'statement'}, by ${member.name}` };
  },
};

/** A member writes two values in one place, and has each device read another one first. */
export const saidTwice: Adversary = {
  expects: 'noticed',
  isNoticed: isNamed('trust.refused', 'trust.disproved'),
  async attack(world) {
    const member = memberIn(world);
    if (member?.session.library.bookNamed('people') === undefined) return impossible('no member is there');
    await member.session.library.save();
    const rogue = await rogueIn(member, 'people');
    const put = (id: string, name: string): Uint8Array =>
      rogue.updateOf((inner) => inner.getMap('contacts').set(id, { id, createdAt: 1, name }));
    await rogue.write(put('said-once', 'Once'), 0);
    const update = put('said-twice', 'Bea');
    const text = Buffer.from(update).toString('latin1').replaceAll('Bea', 'Bob');
    await rogue.sayTwice(update, Uint8Array.from(Buffer.from(text, 'latin1')), () => world.sleep(300));
    return { said: `in people, by ${member.name}` };
  },
};
