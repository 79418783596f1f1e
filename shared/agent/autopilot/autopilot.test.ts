import { allJobs } from '#shared/records/jobs.ts';
import { describe, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import type { MemoryRecords } from '#shared/commands/testing.ts';
import { fridayMorning } from '#shared/agent/testing.ts';
import type { Answered } from '#shared/domain/act.ts';
import { tokenOf } from '#shared/domain/offer.ts';
import { heardFirst } from './heard-first.ts';
import { withAutopilot } from './testing.ts';

const price = 'Our price for “Boiler service” is €120.50';
const reply = (world: MemoryRecords, more: { answered?: Answered[]; messageId?: string } = {}) =>
  world.run('autopilot.reply', { conversationId: 'talk', messageId: 'm1', ...more });
const sent = (world: MemoryRecords) =>
  world.list('messages').filter(({ direction, autopilot }) => direction === 'out' && autopilot === true);

describe('rule 13 what the assistant sends by itself is checked again where it is written', () => {
  test('an answer that nothing speaks against goes out, marked as the assistant’s, and it holds the conversation', () => {
    const world = withAutopilot('How much is a boiler service?');
    expect(reply(world).ok).toBe(true);
    expect(sent(world)).toMatchObject([{ author: 'assistant', autopilot: true }]);
    expect(sent(world)[0]?.text).toContain(price);
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
      (world) => void world.run('contact.setDoNotContact', { id: 'maria', on: true }),
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
  'How much is a boiler service for ten boilers?',
  'Do you also repair roofs?',
  'My boiler leaks oil on the carpet since the service of last week',
])('rule 12 “%s”: the records do not answer all of it, so nothing of them is said', (text) => {
  const world = withAutopilot(text);
  expect(reply(world).ok).toBe(true);
  expect(sent(world).flatMap(({ text: said = '' }) => said.match(/€|\d/g) ?? [])).toEqual([]);
});

describe('rule 11 what is sent is composed where it is written', () => {
  test('of the record as it is then', () => {
    const world = withAutopilot('How much is a boiler service?');
    world.put('services', { ...world.records.get('services', 'boiler')!, unitPrice: '13000' });
    reply(world);
    expect(sent(world)[0]?.text).toContain('€130.00');
  });

  test('and a record that is gone makes no sentence: a person answers', () => {
    const world = withAutopilot('How much is a boiler service?');
    world.put('services', { ...world.records.get('services', 'boiler')!, archivedAt: 1 });
    const answered: Answered[] = [
      { act: { act: 'price', serviceIds: ['boiler'] }, quote: 'How much is a boiler service?' },
    ];
    reply(world, { answered });
    expect(sent(world).map(({ text = '' }) => text.includes('€'))).toEqual([false]);
  });

  test('a text finds no way in', () => {
    const world = withAutopilot('How much is a boiler service?');
    const withText = { conversationId: 'talk', messageId: 'm1', text: 'It is free.' };
    expect(world.run('autopilot.reply', withText as never).ok).toBe(false);
    expect(sent(world)).toEqual([]);
  });
});

describe('what a tap leads to', () => {
  /** Taps the option of the newest offer that is called so. */
  function tap(world: ReturnType<typeof withAutopilot>, id: string, title: string): void {
    const offering = world.list('messages').findLast(({ offer }) => offer !== undefined)!;
    world.put('messageStates', { id: offering.id, at: offering.at, statuses: { sent: offering.at } });
    const [key] = Object.entries(offering.offer!.options).find(([, option]) => option.title === title)!;
    world.context.now += 5000;
    const token = tokenOf(offering.id, key);
    world.receive(id, title, 0, { type: 'interactive', tap: { token, title } });
    expect(reply(world, { messageId: id })).toMatchObject({ ok: true });
  }
  const newest = (world: MemoryRecords) => sent(world).at(-1)!;
  const titles = (world: MemoryRecords) =>
    Object.values(newest(world).offer?.options ?? {})
      .toSorted((a, b) => a.order - b.order)
      .map(({ title }) => title);

  test('from a greeting to a price, and to a time that is kept for one customer', () => {
    const world = withAutopilot('Hello');
    reply(world);
    expect(titles(world)).toEqual(['Prices', 'Book a visit', 'Opening hours', 'Where we are', 'A person']);
    tap(world, 't1', 'Prices');
    tap(world, 't2', 'Boiler service');
    expect(newest(world).text).toContain(price);
    tap(world, 't3', 'Book a visit');
    const [time] = titles(world);
    tap(world, 't4', time!);
    expect(newest(world).text).toMatch(/^We keep .* for you until/);
    const [hold] = world.list('holds');
    expect(hold).toMatchObject({ contactId: 'maria', serviceId: 'boiler' });
    expect(world.records.get('conversations', 'talk')?.handedOff?.reason).toContain('chose a time');
    const { id } = hold!;
    const done = world.run('hold.confirm', { id });
    expect(done).toMatchObject({ ok: true, value: { untold: undefined } });
    const told = world
      .list('messages')
      .filter(({ direction, author }) => direction === 'out' && author === 'owner');
    expect(told).toMatchObject([{ text: expect.stringMatching(/^Confirmed: we come on /) }]);
    expect(world.list('jobs')).toMatchObject([{ title: 'Boiler service', contactId: 'maria' }]);
    expect(allJobs(world.records)).toMatchObject([{ state: 'scheduled' }]);
    expect(world.run('hold.confirm', { id }).ok).toBe(false);
  });

  test('a time that somebody else keeps is not offered, and cannot be kept again', () => {
    const world = withAutopilot('When can you come for a boiler service?');
    reply(world);
    const [time] = titles(world);
    const start = Object.values(newest(world).offer!.options)[0]!.target as { start: number };
    const { now } = world.context;
    const hold = { id: 'other', contactId: 'other', conversationId: 'talk', start: start.start, at: now };
    world.put('holds', { ...hold, end: start.start + 60_000, until: now + 3_600_000 });
    tap(world, 't1', time!);
    expect(world.list('holds').map(({ id }) => id)).toEqual(['other']);
    expect(titles(world)).not.toContain(time);
  });

  test('a visit is moved or cancelled by a wish that a person confirms', () => {
    const world = withAutopilot('When is my next appointment?');
    asKnown(world);
    reply(world);
    expect(newest(world).text).toContain('Your visit: Tuesday');
    tap(world, 't1', 'Cancel it');
    expect(newest(world).text).toContain('Nothing changes until a person');
    expect(world.records.get('visits', 'v')).toBeDefined();
    expect(world.records.get('conversations', 'talk')?.handedOff?.reason).toContain('cancel');
  });
});

/** Maria writes from the number by which the channel knows her, and has a visit. */
function asKnown(world: ReturnType<typeof withAutopilot>): void {
  world.put('identities', {
    id: 'i',
    channel: 'whatsapp',
    kind: 'phone',
    value: '1',
    contactId: 'maria',
    createdAt: 0,
  });
  const start = fridayMorning + 4 * 24 * 3_600_000;
  const time = { start, end: start + 3_600_000, zone: 'UTC' };
  world.put('visits', { id: 'v', jobId: 'job', createdAt: 0, plannedFor: start, time });
  world.put('jobs', {
    id: 'job',
    contactId: 'maria',
    title: 'what she wrote',
    createdAt: 0,
  });
}

test('whom no verified number vouches for hears nothing of a visit, whoever they say they are', () => {
  const world = withAutopilot('When is my next appointment?');
  asKnown(world);
  world.put('identities', { ...world.records.get('identities', 'i')!, contactId: 'other' });
  reply(world);
  expect(sent(world).map(({ text = '' }) => text.includes('Tuesday'))).toEqual([false]);
});

test('who has been offered a choice and writes something else is not offered the next one', () => {
  const world = withAutopilot('How much would the boiler cost?');
  reply(world);
  expect(sent(world).at(-1)?.offer).toBeDefined();
  world.context.now += 5000;
  world.receive('m2', 'How much would the boiler cost altogether?', 0);
  reply(world, { messageId: 'm2' });
  expect(sent(world).at(-1)?.offer).toBeUndefined();
  expect(world.records.get('conversations', 'talk')?.handedOff).toBeDefined();
});

describe('a hand-over', () => {
  const handOff = (world: MemoryRecords) =>
    world.run('autopilot.handOff', {
      conversationId: 'talk',
      messageId: 'm1',
      why: 'wanted',
    });

  test('rule 14 tells the customer once, and the team by a note, unread and pressing', () => {
    const world = withAutopilot('I want a human');
    world.run('conversation.markRead', { id: 'talk' });
    expect(handOff(world)).toMatchObject({ ok: true, value: { told: true } });
    handOff(world);
    expect(sent(world)).toHaveLength(1);
    expect(sent(world)[0]?.text).toContain('A person of our team will answer you here.');
    const notes = world.list('messages').filter(({ direction }) => direction === 'note');
    expect(notes.map(({ text }) => text)).toEqual(['The customer wants a person.']);
    const talk = world.records.get('conversations', 'talk')!;
    expect(talk).toMatchObject({ state: 'open', autopilot: 'off', priority: 'high' });
    expect(talk.readBy!['member-1']!).toBeLessThan(talk.lastInboundAt!);
    expect(reply(world, { messageId: 'm1' }).ok).toBe(false);
  });

  test('of a customer who wants no contact happens without a message', () => {
    const world = withAutopilot('stop');
    expectOk(world.run('contact.setDoNotContact', { id: 'maria', on: true }));
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
  ])('“%s” means stop', (text) => expect(heardFirst(text)).toBe('stop'));
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
  ])('“%s” means a person', (text) => expect(heardFirst(text)).toBe('human'));
  test('what may be a danger is a person’s, unless it is one of our own words that was tapped', () => {
    const text = 'The wall next to the meter is warm';
    expect(heardFirst(text)).toBe('doubt');
    expect(heardFirst(text, { isTapped: true })).toBeUndefined();
  });
  test.each([
    'Can you stop the leak?',
    'How much is a boiler service?',
    'La persiana no para de sonar',
    'Der Hahn hört nicht auf',
  ])('“%s” means neither', (text) => expect(heardFirst(text)).toBeUndefined());
});
