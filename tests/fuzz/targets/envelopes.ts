import * as Y from 'yjs';
import { createBookCipher } from '#renderer/vault/books/cipher.ts';
import { createKeyring, type Keyring } from '#renderer/vault/books/keyring.ts';
import { readRoster } from '#renderer/vault/keys/roster.ts';
import type { Stated } from '#shared/crypto/statement.ts';
import { toHex } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { defineTarget, must, type Target } from '../engine.ts';
import { mutatedBytes } from '../mutations.ts';
import type { FuzzWorld } from '../world.ts';

/** Envelopes in a room: what opens must be, bit by bit, one that somebody with the right to it has sealed for it. */
export async function envelopeTarget(world: FuzzWorld): Promise<Target> {
  const { self, writer, reader, former } = world;
  const update = anUpdate();
  const seal = world.seal;
  const own = await seal(self, 'people', { update });
  const other = await seal(writer, 'people', { update, level: 2, counter: 9 });
  const old = await seal(writer, 'people', { update, epoch: 1 });
  const gone = await seal(former, 'people', { update });
  const later = await seal(former, 'people', { update, counter: 2 });
  const notAllowed = await seal(reader, 'people', { update });
  const elsewhere = await seal(writer, 'talk', { update });
  const room = await world.roomOf('people');
  const cipher = createBookCipher(await withLastHead(world, gone, room), { name: 'people', room });
  const openOne = async (envelope: Uint8Array) => (await cipher.open([envelope]))[0]!;
  /** Whether its author may write, or did before that right was lost. */
  const counts = ({ statement, hash }: Stated): boolean =>
    cipher.lastHeads(statement.device)?.some((head) => head.hash === hash) ?? true;
  const genuine = new Set([own, other, old, gone, later, notAllowed].map(toHex));
  const counting = new Set([own, other, old, gone].map(toHex));

  return defineTarget({
    name: 'envelopes',
    share: 8000,
    inputs: mutatedBytes([own, other, old, gone, later, notAllowed, elsewhere]),
    async attempt(envelope) {
      const opened = await openOne(envelope);
      must(!opened.ok || genuine.has(toHex(envelope)), 'a forged envelope was opened');
      must(
        !opened.ok || !counts(opened.value) || counting.has(toHex(envelope)),
        'what nobody may write counts',
      );
      must(
        !opened.ok || toHex(opened.value.update) === toHex(update),
        'an envelope opened to another content',
      );
    },
    async control() {
      for (const each of [own, other, old, gone]) {
        const opened = await openOne(each);
        must(opened.ok && counts(opened.value), 'genuine envelope');
      }
    },
  });
}

/** The keyring of a device that knows: of the former device's work in a room, only this envelope counts. */
async function withLastHead(world: FuzzWorld, envelope: Uint8Array, room: string): Promise<Keyring> {
  const { crypto, keybag, record, workspace } = world;
  const [opened] = await createBookCipher(world.keyring, { name: 'people', room }).open([envelope]);
  const { statement, hash } = expectOk(opened!);
  const heads = { [room]: [{ counter: statement.counter, hash }] };
  const formerDevices = record.formerDevices?.map((device) => ({ ...device, heads }));
  const membership = await world.sign({ ...record, formerDevices });
  const roster = expectOk(await readRoster(crypto, membership, workspace));
  return createKeyring(crypto, { ...keybag, membership }, roster);
}

function anUpdate(): Uint8Array {
  const inner = new Y.Doc();
  inner.clientID = 7;
  inner.getMap('contacts').set('c1', { id: 'c1', name: 'Ann' });
  return Y.encodeStateAsUpdateV2(inner);
}
