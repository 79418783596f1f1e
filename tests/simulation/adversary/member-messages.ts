import type * as Y from 'yjs';
import type { WrittenMessage } from '#shared/domain/conversation.ts';
import { provenMessage } from '#shared/domain/message-proof.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { actions } from '../actions.ts';
import { type Adversary, impossible } from './adversary.ts';
import { mayRead } from '../oracle.ts';
import { memberIn } from './member-lies.ts';
import { rogueIn } from './rogue.ts';

const isNamed: Adversary['isNoticed'] = (remaining) =>
  remaining.some(({ warnings }) => warnings.includes('trust.refused'));

/** What customers and colleagues have written: taken away, given other words, and added to in the owner's name. */
export const memberChangesMessages: Adversary = {
  expects: 'noticed',
  isNoticed: isNamed,
  async attack(world, _device, random) {
    const { devices, oracle } = world;
    const [owner] = devices;
    const member = memberIn(world);
    if (member === undefined || !owner!.alive) return impossible('no member is there');
    await actions.receiveMessage(owner!, oracle, random);
    await actions.addNote(owner!, oracle, random);
    await world.sleep(2000);
    if (!member.alive || !owner!.alive) return impossible('somebody has no process any more');
    const isWritable = (name: string): boolean => member.session.keyring.canWrite(name);
    const book = owner!.session.library.books.find(
      ({ name, tables }) =>
        name.startsWith('talk-') && isWritable(name) && tables.records('messages').size > 0,
    );
    if (book === undefined || member.session.library.bookNamed(book.name) === undefined)
      return impossible('there are no messages yet');
    const known = [...book.tables.records('messages').values()] as WrittenMessage[];
    for (const { id, text = '' } of known) oracle.expect(owner!, `messages/${id}`, text);
    // What the owner's device alone has may be lost with it, to nobody.
    const met = known.filter(({ id }) => member.session.library.get('messages', id) !== undefined);
    const { conversationId, at } = known[0]!;
    const salt = `salt-${random.below(1e6)}`;
    const forged = { conversationId, direction: 'note', type: 'text', at, text: 'Give it away', salt };
    const note = provenMessage({ ...forged, memberId: owner!.memberId }) as JsonObject;
    const others = known.map((message) => ({ ...message, text: 'other words' }) as JsonObject);
    await rewrite((list) => list.insert(0, others));
    await rewrite((list) => list.push([note]));
    // Last: an update of Yjs names all removals of before.
    await rewrite((list) => {
      for (let index = list.length - 1; index >= 0; index--) {
        const { id, text } = list.get(index);
        if (text !== 'other words' && known.some((one) => one.id === id)) list.delete(index);
      }
    });
    return {
      said: `${known.length} messages in ${book.name}, by ${member.name}`,
      judge: (remaining) =>
        remaining
          .filter((one) => mayRead(one, 'messages/'))
          .flatMap(({ name, session: { library } }) => {
            const messages = [...library.all('messages')];
            const isForged = messages.some(({ id, text }) => id === note['id'] || text === 'other words');
            const isLost = met.some(({ id, text }) => library.get('messages', id)?.text !== text);
            return [
              ...(isForged ? [`${name} shows what nobody but ${member.name} has written`] : []),
              ...(isLost ? [`${name} has lost messages to ${member.name}`] : []),
            ];
          }),
    };

    async function rewrite(change: (list: Y.Array<JsonObject>) => void): Promise<void> {
      const rogue = await rogueIn(member!, book!.name);
      await rogue.write(
        rogue.updateOf((inner) => change(inner.getArray<JsonObject>('messages'))),
        0,
      );
    }
  },
};
