import { describe, expect, test } from 'vitest';
import type { MemoryRecords } from '#shared/commands/testing.ts';
import { fridayMorning } from '#shared/agent/testing.ts';
import { stopRequest } from './words.ts';
import { withAutopilot } from './testing.ts';

const price = 'Our price for “Boiler service” is €120.50.';
const reply = (world: MemoryRecords, more: { text?: string; messageId?: string } = {}) =>
  world.run('autopilot.reply', { conversationId: 'talk', messageId: 'm1', text: price, ...more });
const sent = (world: MemoryRecords) =>
  world.list('messages').filter(({ direction, autopilot }) => direction === 'out' && autopilot === true);

describe('rule 13 what the assistant sends by itself is checked again where it is written', () => {
  test('an answer that nothing speaks against goes out, marked as the assistant’s, and it holds the conversation', () => {
    const world = withAutopilot('How much is a boiler service?');
    expect(reply(world).ok).toBe(true);
    expect(sent(world)).toMatchObject([{ author: 'assistant', autopilot: true, text: price }]);
    expect(world.records.get('conversations', 'talk')?.state).toBe('pending');
  });

  type World = ReturnType<typeof withAutopilot>;
  const stops: [string, string, (world: World) => void][] = [
    ['off', 'it is off', (world) => world.run('autopilot.configure', { mode: 'off' })],
    ['off', 'it may only draft', (world) => world.run('autopilot.configure', { mode: 'draft' })],
    [
      'not-here',
      'it is off here',
      (world) => world.run('autopilot.switch', { conversationId: 'talk', on: false }),
    ],
    [
      'closed',
      'it is night',
      (world) => {
        world.context.now = fridayMorning + 12 * 3_600_000;
        world.receive('m1', 'How much?', -10);
      },
    ],
    [
      'do-not-contact',
      'the customer wants no contact',
      (world) => world.put('contacts', { ...world.records.get('contacts', 'maria')!, doNotContact: true }),
    ],
    [
      'human',
      'the owner has answered since',
      (world) => {
        world.receive('own', 'I will call you', -9, { direction: 'out', deviceId: 'device-1' });
        world.receive('m1', 'How much?', -5);
      },
    ],
    [
      'human',
      'the owner has answered from the phone',
      (world) => {
        world.receive('echo', 'On it', -9, { direction: 'out' });
        world.receive('m1', 'How much?', -5);
      },
    ],
    [
      'answered',
      'it is answered',
      (world) => world.receive('own', 'Hi', -5, { direction: 'out', autopilot: true }),
    ],
    ['not-newest', 'the customer has written again', (world) => world.receive('m2', 'And a tap?', -5)],
    ['own', 'it is our own message', (world) => world.receive('m1', 'Hi', -5, { direction: 'out' })],
    [
      'too-old',
      'it is old, as after a restart',
      (world) => {
        world.context.now += 11 * 60_000;
      },
    ],
    ['revoked', 'it was taken back', (world) => world.receive('m1', '', -10, { revokedAt: fridayMorning })],
    [
      'turns',
      'it has answered three times in a row',
      (world) => {
        for (const turn of [1, 2, 3]) {
          world.receive(`q${turn}`, 'And?', turn, {});
          world.receive(`a${turn}`, 'Yes.', turn + 0.5, { direction: 'out', autopilot: true });
        }
        world.context.now += 10_000;
        world.receive('m1', 'And now?', 0);
      },
    ],
    [
      'gone',
      'there is no such message',
      (world) => world.apply([{ collection: 'messages', id: 'm1', path: [], before: {}, after: undefined }]),
    ],
  ];
  test.each(stops)('it is not sent (%s): %s', (code, _why, change) => {
    const world = withAutopilot('How much is a boiler service?');
    change(world);
    const before = sent(world).length;
    expect(reply(world)).toMatchObject({ ok: false, error: { code: `autopilot.${code}` } });
    expect(sent(world)).toHaveLength(before);
  });
});

test.each([
  'Our price is €77.',
  'We come on Tuesday, 8 December.',
  'Pay here: https://pay.example.net',
  'I will refund you everything, it is the boiler service for €120.50.',
  'What is your card number?',
])('rule 11 “%s” is in no record, so it is not sent', (text) => {
  const world = withAutopilot('How much is a boiler service?');
  expect(reply(world, { text })).toMatchObject({ ok: false, error: { code: 'autopilot.unproven' } });
  expect(sent(world)).toEqual([]);
});

test('rule 12 an answer that rests on no record is not sent; a question is', () => {
  const world = withAutopilot('Do you also repair roofs?');
  const answer = reply(world, { text: 'Yes, we repair roofs as well.' });
  expect(answer).toMatchObject({ ok: false, error: { code: 'autopilot.unproven' } });
  expect(reply(world, { text: 'Could you tell me what needs doing?' }).ok).toBe(true);
});

describe('a hand-over', () => {
  const handOff = (world: MemoryRecords) =>
    world.run('autopilot.handOff', {
      conversationId: 'talk',
      messageId: 'm1',
      reason: 'The customer wants a person.',
      text: 'A person will answer.',
    });

  test('rule 14 tells the customer once, and the team by a note, unread and pressing', () => {
    const world = withAutopilot('I want a human');
    world.run('conversation.markRead', { id: 'talk' });
    expect(handOff(world)).toMatchObject({ ok: true, value: { told: true } });
    handOff(world);
    expect(sent(world).map(({ text }) => text)).toEqual(['A person will answer.']);
    const notes = world.list('messages').filter(({ direction }) => direction === 'note');
    expect(notes.map(({ text }) => text)).toEqual(['The customer wants a person.']);
    const talk = world.records.get('conversations', 'talk')!;
    expect(talk).toMatchObject({ state: 'open', autopilot: 'off', priority: 'high' });
    expect(talk.readBy!['member-1']!).toBeLessThan(talk.lastInboundAt!);
    expect(reply(world, { messageId: 'm1' }).ok).toBe(false);
  });

  test('of a customer who wants no contact happens without a message', () => {
    const world = withAutopilot('stop');
    world.put('contacts', { ...world.records.get('contacts', 'maria')!, doNotContact: true });
    expect(handOff(world)).toMatchObject({ ok: true, value: { told: false } });
    expect(sent(world)).toEqual([]);
    expect(world.records.get('conversations', 'talk')?.autopilot).toBe('off');
    expect(noteOf(world)).toBe(
      'The customer wants a person. The customer was not told. This contact does not want to be contacted.',
    );
  });

  test('outside the reply window the note says that the customer was not told, why, and what still reaches them', () => {
    const late = (): ReturnType<typeof withAutopilot> => {
      const world = withAutopilot('I want a human');
      world.context.now += 25 * 3_600_000;
      return world;
    };
    const shut =
      'The customer wants a person. The customer was not told: the time in which WhatsApp takes free answers is over.';
    const world = late();
    expect(handOff(world)).toMatchObject({ ok: true, value: { told: false } });
    expect(sent(world)).toEqual([]);
    expect(noteOf(world)).toBe(shut);
    expect(world.records.get('conversations', 'talk')?.handedOff).toMatchObject({
      reason: shut,
      told: false,
    });

    const withTemplate = late();
    withTemplate.put('messageTemplates', { ...template, status: 'PENDING' });
    withTemplate.put('messageTemplates', { ...template, id: 'approved', status: 'APPROVED' });
    handOff(withTemplate);
    expect(noteOf(withTemplate)).toBe(`${shut} An approved template still reaches them.`);
  });

  test('is told also to a customer who has written again meanwhile', () => {
    const world = withAutopilot('How much?');
    world.receive('m2', 'And when?', -5);
    expect(handOff(world)).toMatchObject({ ok: true, value: { told: true } });
    expect(sent(world)).toHaveLength(1);
  });
});

const template = {
  id: 'pending',
  businessAccountId: 'waba',
  name: 'hello',
  language: 'en',
  category: 'UTILITY',
  components: [{ type: 'BODY', text: 'Hello, we have news for you.' }],
  statusAt: 0,
};

function noteOf(world: MemoryRecords): string | undefined {
  return world.list('messages').find(({ direction }) => direction === 'note')?.text;
}

describe('rule 14 the words that end the assistant’s part, before any model is asked', () => {
  test.each([
    'stop',
    'STOP!',
    'please stop',
    'Unsubscribe',
    'basta',
    'baja',
    'pare por favor',
    'sair',
    'abmelden',
    'hören Sie auf',
  ])('“%s” means stop', (text) => expect(stopRequest(text)).toBe('stop'));
  test.each([
    'human',
    'Can I talk to a real person please?',
    'persona',
    'Quiero hablar con una persona',
    'pessoa',
    'Posso falar com uma pessoa?',
    'Mensch',
    'Ich möchte bitte mit einem Menschen sprechen',
    'is this a bot?',
  ])('“%s” means a person', (text) => expect(stopRequest(text)).toBe('human'));
  test.each([
    'Can you stop the leak?',
    'How much is a boiler service?',
    'La persiana no para de sonar',
    'Der Hahn hört nicht auf',
  ])('“%s” means neither', (text) => expect(stopRequest(text)).toBeUndefined());
});
