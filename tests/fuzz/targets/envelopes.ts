import fc from 'fast-check';
import * as Y from 'yjs';
import { createBookCipher } from '#renderer/vault/books/cipher.ts';
import { toHex } from '#shared/lib/bytes.ts';
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
  const notAllowed = await seal(reader, 'people', { update });
  const elsewhere = await seal(writer, 'talk', { update });
  const cipher = createBookCipher(world.keyring, { name: 'people', room: await world.roomOf('people') });
  const openOne = async (envelope: Uint8Array, arrival: number) =>
    (await cipher.open([{ envelope, arrival }]))[0]!;
  const always = new Set([own, other, old].map(toHex));
  const before = new Set([...always, toHex(gone)]);

  return defineTarget({
    name: 'envelopes',
    share: 8000,
    inputs: fc.record({
      envelope: mutatedBytes([own, other, old, gone, notAllowed, elsewhere]),
      /** Before the removal, and after it. */
      team: fc.constantFrom(0, cipher.team()),
    }),
    async attempt({ envelope, team }) {
      const opened = await openOne(envelope, team);
      must(!opened.ok || (team === 0 ? before : always).has(toHex(envelope)), 'a forged envelope was opened');
      must(
        !opened.ok || toHex(opened.value.update) === toHex(update),
        'an envelope opened to another content',
      );
    },
    async control() {
      for (const each of [own, other, old]) must((await openOne(each, cipher.team())).ok, 'genuine envelope');
      must((await openOne(gone, 0)).ok, 'what a former device wrote before');
    },
  });
}

function anUpdate(): Uint8Array {
  const inner = new Y.Doc();
  inner.clientID = 7;
  inner.getMap('contacts').set('c1', { id: 'c1', name: 'Ann' });
  return Y.encodeStateAsUpdateV2(inner);
}
