import * as Y from 'yjs';
import { toBase64Url } from '#shared/lib/bytes.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import type { Device } from '../device.ts';
import type { World } from '../world.ts';
import { type Adversary, impossible } from './adversary.ts';
import { forged, putAt, showToAll } from './forgery.ts';
import { rogueIn } from './rogue.ts';

/** A device of somebody who is not the owner. */
export function memberIn({ devices, removed }: World): Device | undefined {
  return devices.find((one) => one.alive && !removed.has(one) && one.memberId !== devices[0]!.memberId);
}

/** Hundreds of pieces that do not open. */
export const memberFloods: Adversary = {
  expects: 'no-effect',
  async attack(world, _device, random) {
    const member = memberIn(world);
    const book = member?.session.library.bookNamed('people');
    if (book === undefined) return impossible('no member is there');
    const rubbish = Array.from({ length: 300 }, () => random.draw(new Uint8Array(160)));
    book.outer.transact(() => book.outer.getArray<Uint8Array>(envelopesKey).push(rubbish), 'rogue');
    return { said: `${rubbish.length} pieces of ${member!.name}` };
  },
};

/** A line of the audit log in the owner's name, and the owner's own lines taken away. */
export const memberForgesAudit: Adversary = {
  expects: 'noticed',
  isNoticed: (remaining) => remaining.some(({ warnings }) => warnings.includes('trust.refused')),
  async attack(world, _device, random) {
    const { devices, oracle } = world;
    const [owner] = devices;
    const member = memberIn(world);
    if (member === undefined || !owner!.alive) return impossible('no member is there');
    // What each device does by itself is not compared.
    const lines = [...owner!.session.library.all('audit')].filter(
      ({ deviceId, command }) => deviceId === owner!.id && command !== 'workspace.migrate',
    );
    const name = member.session.library.books.find((book) => book.name.startsWith('audit-'))?.name;
    if (name === undefined || lines.length === 0) return impossible('there is no log yet');
    for (const { id } of lines) oracle.expect(owner!, `audit/${id}`);
    const rogue = await rogueIn(member, name);
    // First: an update of Yjs names all deletions of before.
    const invented = { ...lines[0]!, id: toBase64Url(random.draw(new Uint8Array(12))) };
    const writes = (inner: Y.Doc): void => inner.getArray<JsonObject>('audit').push([invented]);
    await rogue.write(rogue.updateOf(writes), 0);
    await rogue.write(
      rogue.updateOf((inner) => {
        const log = inner.getArray<JsonObject>('audit');
        for (let index = log.length - 1; index >= 0; index--)
          if (lines.some(({ id }) => id === log.get(index)['id'])) log.delete(index);
      }),
      0,
    );
    return {
      said: `${lines.length} lines of the owner, by ${member.name}`,
      judge: (remaining) =>
        remaining
          .filter(({ session }) => session.library.get('audit', invented.id) !== undefined)
          .map((one) => `${one.name} shows a line of the owner that ${member.name} has written`),
    };
  },
};

/** The lowest role has the team meet at another relay: with its own signature, which a relay in league with it shows. */
export const memberMovesRelay: Adversary = {
  expects: 'no-effect',
  async attack(world) {
    const owner = world.devices[0]!;
    const member = memberIn(world);
    if (member === undefined || !owner.alive) return impossible('nobody is there');
    const { keybag } = member.session.keyring;
    const { roster } = owner.session.keyring;
    const elsewhere = { url: 'http://127.0.0.1:9999', id: roster.record.relay!.id };
    const signed = await forged(keybag, roster, { relay: elsewhere });
    const status = await putAt(world, keybag.workspace, signed);
    await showToAll(world, roster, signed);
    return {
      said: `by ${member.name}, the relay says ${status}`,
      problems: status < 400 ? ['the relay takes what a member has signed'] : [],
      judge: (remaining) =>
        remaining
          .filter(({ session }) => session.keyring.roster.record.relay?.url === elsewhere.url)
          .map((one) => `${one.name} follows a member to another relay`),
    };
  },
};

const doubtsOn = ({ session }: Device) => session.library.bookNamed('people')?.doubts() ?? [];

function liarsAmong(remaining: Device[]): Set<string | undefined> {
  const named = remaining.flatMap(doubtsOn).map(({ deviceId }) => deviceId);
  return new Set(remaining.filter(({ id }) => named.includes(id)).map(({ memberId }) => memberId));
}

function isInDoubt(device: Device, liars: ReadonlySet<string | undefined>): boolean {
  const book = device.session.library.bookNamed('people');
  return liars.has(device.memberId) || doubtsOn(device).length > 0 || (book?.unconfirmed().length ?? 0) > 0;
}

/** A checkpoint that has a colleague's ids and other values. */
export const lyingCheckpoint: Adversary = {
  expects: 'noticed',
  // Who has the originals finds it out; who has none sees that it is somebody's word.
  isNoticed: (remaining) => remaining.every((one) => isInDoubt(one, liarsAmong(remaining))),
  async attack(world) {
    const member = memberIn(world);
    if (member?.session.library.bookNamed('people') === undefined) return impossible('no member is there');
    await member.session.library.save();
    const rogue = await rogueIn(member, 'people');
    const whole = Buffer.from(Y.encodeStateAsUpdateV2(rogue.inner));
    const lie = Buffer.from(whole.toString('latin1').replaceAll('text-', 'lies-'), 'latin1');
    await rogue.write(Uint8Array.from(lie), 2);
    await world.sleep(3000);
    return { said: `in people, by ${member.name}` };
  },
};
