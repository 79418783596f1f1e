import { describe, expect, test } from 'vitest';
import { refusalOf } from '#shared/agent/autopilot/gate.ts';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import { priorityOf } from '#shared/domain/conversation-state.ts';
import { openDangers } from '#shared/domain/danger.ts';
import { expectOk } from '#shared/lib/result.ts';
import { consentPurposes, type ConsentPurpose } from '#shared/domain/consent.ts';
import { consentOf } from '#shared/records/consents.ts';

/** A plumber to whom customers write through the inbox, and who lets the assistant answer everybody. */
function openInbox() {
  const world = withAutopilot('Hello');
  expectOk(world.run('autopilot.configure', { mode: 'withinHours', everyone: true }));
  let count = 0;
  const write = (text: string, more: { at?: number; past?: true } = {}) => {
    count += 1;
    world.context.now += 1000;
    const event = {
      kind: 'message' as const,
      channel: 'whatsapp' as const,
      accountId: 'shop',
      externalId: `wamid.in-${count}`,
      customer: { phone: '34600111222', name: 'Ana' },
      at: world.context.now,
      type: 'text' as const,
      text,
      echo: false,
      ...more,
    };
    expectOk(world.run('inbox.ingest', { events: [event] }));
    return event;
  };
  const talk = () => world.list('conversations').find(({ accountId }) => accountId === 'shop')!;
  const said = () =>
    world
      .list('messages')
      .filter(({ conversationId, direction }) => conversationId === talk().id && direction === 'out');
  const refused = () => refusalOf(world.records, talk().id, talk().lastMessageId!, world.context.now)?.code;
  return { ...world, write, talk, said, refused };
}

describe('danger', () => {
  test('is marked at the conversation as the message comes in, and no other automatic word is said until it is taken', () => {
    const inbox = openInbox();
    inbox.write('Huele a gas en la cocina');
    expect(openDangers(inbox.talk())).toMatchObject([
      { kind: 'gas', strength: 'certain', language: 'es', words: 'Huele a gas en la cocina' },
    ]);
    expect(priorityOf(inbox.talk())).toBe('urgent');
    expect(inbox.refused()).toBe('autopilot.danger');
    expectOk(inbox.run('danger.take', { in: 'conversations', id: inbox.talk().id }));
    expect(openDangers(inbox.talk())).toEqual([]);
    expect(inbox.talk().dangersTaken).toMatchObject({
      [Object.keys(inbox.talk().dangers!)[0]!]: { memberId: 'member-1' },
    });
    expect(inbox.refused()).not.toBe('autopilot.danger');
  });

  test('that the customer has written into an earlier message is heard', () => {
    const inbox = openInbox();
    const { channel, accountId, externalId, customer, at } = inbox.write('The boiler is off');
    const edit = { kind: 'edit', channel, accountId, externalId, customer, at: at + 5000 } as const;
    expectOk(inbox.run('inbox.ingest', { events: [{ ...edit, text: 'There is a strong smell of gas' }] }));
    expect(openDangers(inbox.talk())).toMatchObject([{ kind: 'gas', at: at + 5000 }]);
  });

  test('that comes in pieces is heard', () => {
    const inbox = openInbox();
    inbox.write('the ceiling');
    inbox.write('is coming down');
    expect(openDangers(inbox.talk())).toMatchObject([{ kind: 'collapse' }]);
  });

  test('is answered at once, once, in the customer’s language, with the number of the country', () => {
    const inbox = openInbox();
    inbox.write('Hay fuego en la cocina');
    const { messageId } = openDangers(inbox.talk())[0]!;
    const tell = () => inbox.run('danger.tell', { conversationId: inbox.talk().id, messageId });
    expectOk(tell());
    expect(inbox.said()).toMatchObject([{ author: 'assistant', autopilot: true }]);
    expect(inbox.said()[0]?.text).toMatch(
      /^Si hay alguien en peligro, llame ahora al \d+\. Salga del edificio/,
    );
    expect(tell().ok).toBe(false);
    expect(inbox.said()).toHaveLength(1);
  });

  test('is answered in the owner’s words where they wrote some', () => {
    const inbox = openInbox();
    expectOk(inbox.run('ai.configure', { emergency: { text: 'Call 112, then Tom: 600 000 000.' } }));
    inbox.write('water is pouring through the ceiling');
    const { messageId } = openDangers(inbox.talk())[0]!;
    expectOk(inbox.run('danger.tell', { conversationId: inbox.talk().id, messageId }));
    expect(inbox.said().map(({ text }) => text)).toEqual(['Call 112, then Tom: 600 000 000.']);
  });

  test.each([
    [
      'the assistant is off',
      (inbox: ReturnType<typeof openInbox>) => inbox.run('autopilot.configure', { mode: 'off' }),
    ],
    [
      'it was written a while ago',
      (inbox: ReturnType<typeof openInbox>) => (inbox.context.now += 11 * 60_000),
    ],
  ])('is not answered where %s, and the alert stays', (_why, change) => {
    const inbox = openInbox();
    inbox.write('my kitchen is on fire');
    change(inbox);
    const { messageId } = openDangers(inbox.talk())[0]!;
    expect(inbox.run('danger.tell', { conversationId: inbox.talk().id, messageId }).ok).toBe(false);
    expect(inbox.said()).toEqual([]);
    expect(openDangers(inbox.talk())).toHaveLength(1);
  });

  test('of a history that a phone handed over is none', () => {
    const inbox = openInbox();
    inbox.write('my kitchen is on fire', { past: true });
    expect(openDangers(inbox.talk())).toEqual([]);
  });
});

describe('stop', () => {
  const out = (inbox: ReturnType<typeof openInbox>) =>
    consentPurposes.filter(
      (purpose) => consentOf(inbox.records, inbox.talk().contactId, purpose).is === 'withdrawn',
    );
  const allButVisits: ConsentPurpose[] = ['answers', 'paymentReminders', 'reviews', 'marketing'];

  test('is kept with its words and its message for each purpose that it ends, once however often it is delivered', () => {
    const inbox = openInbox();
    const event = inbox.write('Quiero darme de baja');
    expectOk(inbox.run('inbox.ingest', { events: [event] }));
    expect(inbox.list('consents')).toMatchObject(
      allButVisits.map((purpose) => ({
        purpose,
        given: false,
        words: 'Quiero darme de baja',
        basis: 'message',
        messageId: inbox.talk().lastMessageId,
      })),
    );
    expect(out(inbox)).toEqual(allButVisits);
  });

  test.each(['answers here', 'has left the conversation to a person'])(
    'is acknowledged once where the assistant %s, and not in a conversation that a person has taken',
    (how) => {
      const inbox = openInbox();
      inbox.write('Can you do my roof?');
      const conversationId = inbox.talk().id;
      if (how !== 'answers here')
        expectOk(
          inbox.run('autopilot.handOff', {
            conversationId,
            messageId: inbox.talk().lastMessageId!,
            why: 'notInRecords',
          }),
        );
      inbox.write('Please stop sending me messages');
      const { length: before } = inbox.said();
      let messageId = inbox.talk().lastMessageId!;
      const tell = () => inbox.run('stop.acknowledge', { conversationId, messageId });
      expectOk(tell());
      expect(tell().ok).toBe(false);
      expect(inbox.said()).toHaveLength(before + 1);
      expect(inbox.talk()).toMatchObject({ autopilot: 'off', handedOff: { told: true } });
      inbox.context.now += 1000;
      const more = () => inbox.run('message.send', { conversationId, text: 'I have noted it' });
      expect(more()).toMatchObject({ error: { code: 'consent.withdrawn' } });
      inbox.context.now += 2000;
      inbox.write('When do you come on Monday?');
      inbox.context.now += 1000;
      expectOk(more());
      inbox.write('STOP');
      messageId = inbox.talk().lastMessageId!;
      expect(tell().ok).toBe(false);
    },
  );

  test.each([
    ['Please stop sending me messages', 'stop.acknowledge'],
    ['stop the leak', 'stop.ask'],
  ] as const)(
    '%s: nothing is said by itself while somebody may be in danger, until a person has taken it',
    (text, name) => {
      const inbox = openInbox();
      inbox.write('my kitchen is on fire');
      inbox.context.now += 3 * 60_000;
      inbox.write(text);
      const { id: conversationId, lastMessageId: messageId = '' } = inbox.talk();
      const answer = () =>
        name === 'stop.ask'
          ? inbox.run(name, { conversationId })
          : inbox.run(name, { conversationId, messageId });
      expect(answer()).toMatchObject({ error: { code: 'autopilot.danger' } });
      expect(inbox.said()).toEqual([]);
      expectOk(inbox.run('danger.take', { in: 'conversations', id: conversationId }));
      expectOk(answer());
    },
  );

  test.each([
    'Please send me your price list',
    'Do you offer a price list?',
    'Do you have a list of services?',
    'List of services?',
    '¿Tienen una lista de servicios?',
    'Lista de serviços?',
    'Liste der Leistungen?',
    'Liste des services ?',
    'Avete una lista dei servizi?',
  ])('is not what asks for a list: %s', (text) => {
    const inbox = openInbox();
    inbox.write(text);
    expect(out(inbox)).toEqual([]);
    expect(inbox.talk().stopQuestion).toBeUndefined();
  });

  test('of reminders stops nothing else', () => {
    const inbox = openInbox();
    inbox.write('please stop sending me reminders');
    expect(out(inbox)).toEqual(['visitReminders', 'paymentReminders']);
    const { id: conversationId, lastMessageId: messageId = '' } = inbox.talk();
    expectOk(inbox.run('stop.acknowledge', { conversationId, messageId }));
    expect(inbox.said().at(-1)?.text).toMatch(/no more reminders of your visits\.$/);
    expect(inbox.talk().handedOff).toBeUndefined();
    expect(inbox.run('stop.acknowledge', { conversationId, messageId }).ok).toBe(false);
  });

  test('is changed by the owner with an event of their own; what was said stays', () => {
    const inbox = openInbox();
    inbox.write('STOP\nThanks');
    inbox.context.now += 60_000;
    const { contactId } = inbox.talk();
    const purposes: ConsentPurpose[] = ['answers'];
    expectOk(inbox.run('consent.record', { contactId, purposes, given: true, words: 'By phone' }));
    expect(out(inbox)).toEqual(['paymentReminders', 'reviews', 'marketing']);
    expect(inbox.list('consents')).toHaveLength(5);
  });

  test('that may mean something else pauses the assistant, which asks once; yes ends messages, no goes on', () => {
    for (const [answer, ended] of [
      ['Yes', allButVisits],
      ['no thanks', []],
    ] as const) {
      const inbox = openInbox();
      inbox.write('stop the leak');
      expect(inbox.refused()).toBe('autopilot.stop-question');
      const ask = () => inbox.run('stop.ask', { conversationId: inbox.talk().id });
      expectOk(ask());
      expect(ask().ok).toBe(false);
      expect(inbox.said().map(({ text }) => text)).toEqual([
        'Do you want no more messages from us? Please answer “yes” or “no”.',
      ]);
      inbox.write(answer);
      expect(out(inbox)).toEqual(ended);
      expect(inbox.talk().stopQuestion).toBeUndefined();
    }
  });

  test('stays with a contact who turns out to be another one', () => {
    const inbox = openInbox();
    inbox.write('unsubscribe');
    const { contactId } = inbox.talk();
    expectOk(inbox.run('contact.merge', { keepId: 'maria', otherId: contactId }));
    expect(consentOf(inbox.records, 'maria', 'marketing').is).toBe('withdrawn');
  });
});
