import { describe, expect, test } from 'vitest';
import { collectFacts } from '#shared/agent/facts.ts';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import { offeredActs } from '#shared/agent/acts/model-acts.ts';
import { openScene } from '#shared/agent/acts/scene.ts';
import { buildReplyPrompt } from '#shared/agent/prompt.ts';
import { type ChannelSettings, emergencyOn, filledSignature } from '#shared/domain/channel-settings.ts';
import { expectOk } from '#shared/lib/result.ts';

const question = 'Is there parking?';
const answer = 'Behind the shop, free for customers.';

/** Maria writes to the account `a`; the business has another one, `b`. */
function twoChannels(text = question) {
  const world = withAutopilot(text);
  const knowledge = expectOk(world.run('knowledge.add', { title: question, text: answer }));
  const reply = () =>
    world.run('autopilot.reply', {
      conversationId: 'talk',
      messageId: 'm1',
      answered: [{ act: { act: 'knowledge', knowledgeId: knowledge.id }, quote: text }],
    });
  const said = () =>
    world
      .messages()
      .filter(({ direction }) => direction === 'out')
      .map((message) => message.text ?? '')
      .join('\n');
  const facts = () => expectOk(collectFacts(world.records, 'talk', world.context.now));
  const limit = (onlyOn?: string[]) => world.run('knowledge.limit', { ids: [knowledge.id], onlyOn });
  const set = (fields: Partial<Omit<ChannelSettings, 'id' | 'words'>>, accountId = 'a') =>
    world.run('channelSettings.set', { accountId, fields });
  return { ...world, knowledge, reply, said, facts, limit, set };
}

describe('knowledge of one channel', () => {
  test('is told there, and everywhere where nothing is chosen', () => {
    for (const onlyOn of [undefined, ['a'], ['b', 'a']]) {
      const shop = twoChannels();
      expectOk(shop.limit(onlyOn));
      expect(shop.facts().knowledge.map(({ row }) => row.id)).toEqual([shop.knowledge.id]);
      expectOk(shop.reply());
      expect(shop.said()).toContain(answer);
    }
  });

  test.each([[['b']], [[]]])('never goes out elsewhere, also where both readers name it: %j', (onlyOn) => {
    const shop = twoChannels();
    expectOk(shop.limit(onlyOn));
    expect(shop.facts().knowledge).toEqual([]);
    const scene = expectOk(openScene(shop.records, 'talk', shop.context.now));
    const named = { acts: [{ act: 'knowledge', question, quote: question }] };
    expect(offeredActs(scene, undefined).safeParse(named).success).toBe(false);
    shop.reply();
    expect(shop.said()).not.toContain(answer);
    expect(shop.records.get('conversations', 'talk')?.handedOff).toBeDefined();
  });

  test('is told everywhere again', () => {
    const shop = twoChannels();
    expectOk(shop.limit(['b']));
    expectOk(shop.limit());
    expect(shop.records.get('knowledge', shop.knowledge.id)).not.toHaveProperty('onlyOn');
  });
});

describe('what differs on a channel', () => {
  test('an automatic answer names, greets, tells numbers and signs as that channel does, and others do not', () => {
    const greeted = (accountId: string) => {
      const shop = twoChannels('Hello');
      const signature = 'The pool team\n{{phone}}';
      expectOk(shop.set({ persona: 'Pia', phone: '+353 1 555 0222', signature }, accountId));
      const words = { accountId, language: 'en', key: 'greeting' } as const;
      expectOk(shop.run('channelSettings.word', { ...words, text: 'Splash! Thanks for writing.' }));
      expectOk(shop.run('autopilot.reply', { conversationId: 'talk', messageId: 'm1' }));
      return shop.said();
    };
    expect(greeted('a')).toBe(
      'This is Pia, the automatic assistant of Byrne Plumbing. Write “human” to reach a person.\n\n' +
        'Splash! Thanks for writing.\n\nWhat can we do for you?\n\nThe pool team\n+353 1 555 0222',
    );
    expect(greeted('b')).toMatch(/^This is the automatic assistant of Byrne Plumbing\..+\n\nHello!/);
  });

  test('who will be called back can call the number of that channel', () => {
    for (const [accountId, number] of [
      ['a', '+353 1 555 0222'],
      ['b', '+353 1 555 0100'],
    ] as const) {
      const shop = twoChannels('About the fence: let me know');
      expectOk(shop.set({ phone: '+353 1 555 0222' }, accountId));
      const answered = [{ act: { act: 'callBack' as const }, quote: 'let me know' }];
      expectOk(shop.run('autopilot.reply', { conversationId: 'talk', messageId: 'm1', answered }));
      expect(shop.said()).toContain(`call you back. You can also call us: ${number}.`);
    }
  });

  test('who is in danger is told the number of that channel, and its own words where there are some', () => {
    const tell = (fields: { emergencyNumber?: string; emergencyText?: string }) => {
      const shop = twoChannels('I smell gas');
      expectOk(shop.run('ai.configure', { emergency: { ownNumber: '111 general' } }));
      expectOk(shop.set(fields));
      const danger = { kind: 'gas', strength: 'certain', language: 'en', at: 0, words: '' } as const;
      shop.put('conversations', { ...shop.records.get('conversations', 'talk')!, dangers: { m1: danger } });
      expectOk(shop.run('danger.tell', { conversationId: 'talk', messageId: 'm1' }));
      return shop.said();
    };
    expect(tell({})).toContain('You can also call us: 111 general.');
    expect(tell({ emergencyNumber: '222 pools' })).toContain('You can also call us: 222 pools.');
    expect(tell({ emergencyText: 'Get out and call 222.' })).toBe('Get out and call 222.');
  });

  test('a model is told it after the beginning, which stays the same to the byte', () => {
    const shop = twoChannels();
    const prompt = () =>
      expectOk(buildReplyPrompt(shop.facts(), { contextTokens: 8192, maxTokens: 256, beginning: 2048 }));
    const before = prompt();
    expectOk(
      shop.set({ persona: 'Pia', phone: '+353 1 555 0222', tone: 'Sunny', signature: 'Pia {{phone}}' }),
    );
    const [system, user] = prompt();
    expect(system).toEqual(before[0]);
    expect(system!.content).not.toMatch(/555/);
    for (const told of ['channel: +353 1 555 0222', 'Who writes: Pia', 'Sunny', 'reply: Pia +353 1 555 0222'])
      expect(user!.content).toContain(told);
    expect(before[1]!.content).toContain('channel: +353 1 555 0100');
  });

  test('empty is as everywhere again, and undoing a wording brings the one before', () => {
    const shop = twoChannels();
    expectOk(shop.run('ai.configure', { persona: 'Anna' }));
    expectOk(shop.set({ persona: 'Pia' }));
    expect(shop.facts().voice.persona).toBe('Pia');
    expectOk(shop.set({ persona: '' }));
    expect(shop.facts().voice.persona).toBe('Anna');
    const wording = { accountId: 'a', language: 'en', key: 'callBack' } as const;
    expectOk(shop.run('channelSettings.word', { ...wording, text: 'We ring.' }));
    expectOk(shop.run('channelSettings.word', { ...wording, text: '' }));
    expect(shop.records.get('channelSettings', 'a')?.words).toEqual({});
  });

  test('a wording without its places is refused', () => {
    const shop = twoChannels();
    const word = (text: string) =>
      shop.run('channelSettings.word', { accountId: 'a', language: 'en', key: 'aboutAssistant', text });
    expect(word('Hi there')).toMatchObject({ ok: false, error: { code: 'answerWords.missing' } });
    expect(word('Machine of {{business}}, {{phone}}')).toMatchObject({
      ok: false,
      error: { code: 'answerWords.unknown' },
    });
  });
});

test('a signature without a number to tell loses only the line that needs one', () => {
  expect(filledSignature('Anna\nCall {{ phone }}', undefined)).toBe('Anna');
  expect(filledSignature('Anna\nCall {{ phone }}', '12')).toBe('Anna\nCall 12');
  expect(filledSignature('{{phone}}', '')).toBeUndefined();
  expect(emergencyOn(undefined, undefined)).toEqual({});
});
