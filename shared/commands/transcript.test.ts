import { expect, test } from 'vitest';
import { hearConversation } from '#shared/agent/acts/conversation.ts';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import { collectFacts, questionOf } from '#shared/agent/facts.ts';
import { buildReplyPrompt } from '#shared/agent/prompt.ts';
import { openDangers } from '#shared/domain/danger.ts';
import { transcriptWords } from '#shared/domain/transcript.ts';
import { expectOk } from '#shared/lib/result.ts';
import { isUnreconciled } from './inbox/reconcile.ts';

/** A customer has sent a voice note to a plumber whose assistant may answer everybody. */
function withVoiceNote() {
  const world = withAutopilot('Hello');
  expectOk(world.run('autopilot.configure', { mode: 'withinHours', everyone: true }));
  const send = (externalId: string, more: object = {}) => {
    world.context.now += 1000;
    const event = {
      kind: 'message' as const,
      channel: 'whatsapp' as const,
      accountId: 'shop',
      externalId,
      customer: { phone: '34600111222', name: 'Ana' },
      at: world.context.now,
      type: 'audio' as const,
      content: { id: '1', voice: true },
      echo: false,
      ...more,
    };
    expectOk(world.run('inbox.ingest', { events: [event] }));
    return world.list('messages').find((message) => message.externalId === externalId)!.id;
  };
  const messageId = send('wamid.voice');
  const read = (text: string, id = messageId) =>
    world.run('transcript.note', {
      messageId: id,
      read: { text, model: 'whisper-small', place: 'local', at: world.context.now },
    });
  const talk = () => world.list('conversations').find(({ accountId }) => accountId === 'shop')!;
  const transcript = () => world.records.get('transcripts', messageId);
  const facts = (spoken: boolean) =>
    expectOk(collectFacts(world.records, talk().id, world.context.now, { spoken }));
  return { ...world, messageId, send, read, talk, transcript, facts };
}

test('danger in spoken words is marked like danger in written ones, and that a machine made them out', () => {
  const world = withVoiceNote();
  expectOk(world.read('Please help, my kitchen is on fire'));
  expect(openDangers(world.talk())).toMatchObject([{ kind: 'fire', machineRead: true }]);
  expectOk(world.run('danger.tell', { conversationId: world.talk().id, messageId: world.messageId }));
  expect(world.list('messages').some(({ text = '' }) => text.includes('Leave the building'))).toBe(true);
});

test('danger that somebody speaks of in two voice notes is heard in both together', () => {
  const world = withVoiceNote();
  expectOk(world.read('There is smoke'));
  const second = world.send('wamid.voice-2');
  expectOk(world.read('and now there is fire in the kitchen', second));
  expect(openDangers(world.talk()).length).toBeGreaterThan(0);
});

test('a spoken stop is an event of the customer’s, with its words and what heard them', () => {
  const world = withVoiceNote();
  expectOk(world.read('Please stop sending me messages'));
  const [stop, ...others] = world.list('consents');
  const said = { basis: 'message', words: 'Please stop sending me messages', machineRead: true };
  expect(stop).toMatchObject({ purpose: 'answers', given: false, ...said });
  for (const other of others) expect(other).toMatchObject({ given: false, ...said });
});

test('nothing else follows by itself from spoken words: what answers sees the voice note without them', () => {
  const world = withVoiceNote();
  const before = expectOk(hearConversation(world.records, world.talk().id, world.context.now));
  expectOk(world.read('How much is a boiler service?'));
  const after = expectOk(hearConversation(world.records, world.talk().id, world.context.now));
  expect(after.question).toBe('');
  expect(after).toEqual(before);
  expect(after.holdsMore).toBe(true);
});

test('a draft for the owner rests on them, as the customer’s words that a machine read', () => {
  const world = withVoiceNote();
  expectOk(world.read('How much is a boiler service?'));
  expect(questionOf(world.facts(false).messages)).toBe('');
  const facts = world.facts(true);
  expect(questionOf(facts.messages)).toBe('How much is a boiler service?');
  const prompt = expectOk(buildReplyPrompt(facts, { contextTokens: 8192, maxTokens: 256 }));
  const marked = '"heardByMachine":"may be misheard","customer":"How much is a boiler service?"';
  expect(prompt[1]!.content).toContain(marked);
  const [, without] = expectOk(buildReplyPrompt(world.facts(false), { contextTokens: 8192, maxTokens: 256 }));
  expect(without!.content).not.toContain('heardByMachine');
});

test('what a member corrects counts in its place, what is hidden counts nowhere, and both can be taken back', () => {
  const world = withVoiceNote();
  expectOk(world.read('The oiler drips'));
  expectOk(world.run('transcript.correct', { messageId: world.messageId, text: 'The boiler drips' }));
  expect(transcriptWords(world.transcript()!)).toBe('The boiler drips');
  expect(world.transcript()?.read?.text).toBe('The oiler drips');
  expectOk(world.run('transcript.hide', { messageId: world.messageId, hidden: true }));
  expect(transcriptWords(world.transcript()!)).toBeUndefined();
  expect(questionOf(world.facts(true).messages)).toBe('');
  expectOk(world.run('transcript.hide', { messageId: world.messageId, hidden: false }));
  expect(transcriptWords(world.transcript()!)).toBe('The boiler drips');
});

test('a failure is counted and can be asked for again; what was read once is not read over', () => {
  const world = withVoiceNote();
  const { messageId } = world;
  const failure = { messageId, code: 'voice.unreachable', message: 'No answer.', retryAt: 5 };
  expectOk(world.run('transcript.noteFailure', failure));
  expectOk(world.run('transcript.noteFailure', failure));
  expect(world.transcript()).toMatchObject({ failed: { attempts: 2, retryAt: 5 } });
  expectOk(world.run('transcript.ask', { messageId }));
  expect(world.transcript()).toMatchObject({ askedAt: world.context.now });
  expectOk(world.read('First'));
  expect(world.transcript()).not.toHaveProperty('failed');
  expect(world.transcript()).not.toHaveProperty('askedAt');
  expectOk(world.read('Second'));
  expectOk(world.run('transcript.noteFailure', failure));
  expect(world.transcript()).toMatchObject({ read: { text: 'First' } });
  expect(world.transcript()).not.toHaveProperty('failed');
});

test('the words go with the voice note: taken back by its sender, or erased by an owner, also where a merge brings them again', () => {
  const world = withVoiceNote();
  expectOk(world.read('The boiler drips'));
  const { messageId } = world;
  const revoke = {
    kind: 'revoke' as const,
    channel: 'whatsapp' as const,
    accountId: 'shop',
    externalId: 'wamid.voice',
    at: world.context.now + 1000,
  };
  expectOk(world.run('inbox.ingest', { events: [revoke] }));
  expect(world.transcript()).toBeUndefined();
  expect(world.read('The boiler drips')).toMatchObject({ error: { code: 'transcript.missing' } });
  const words = { id: messageId, messageId, at: 0 };
  world.apply([{ collection: 'transcripts', id: messageId, path: [], before: undefined, after: words }]);
  expect(isUnreconciled(world.records, messageId)).toBe(true);
  expectOk(world.run('inbox.reconcile', { ids: [messageId] }));
  expect(world.transcript()).toBeUndefined();

  const other = world.send('wamid.voice-3');
  expectOk(world.read('Our gate code is 4711', other));
  world.context.isOwner = true;
  expectOk(world.run('record.erase', { collection: 'messages', id: other }));
  expect(world.records.get('transcripts', other)).toBeUndefined();
  world.apply([
    {
      collection: 'transcripts',
      id: other,
      path: [],
      before: undefined,
      after: { ...words, id: other, messageId: other },
    },
  ]);
  expectOk(world.run('inbox.reconcile', { ids: [other] }));
  expect(world.records.get('transcripts', other)).toBeUndefined();
});
