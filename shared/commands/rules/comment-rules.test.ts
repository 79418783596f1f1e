import { expect, test } from 'vitest';
import type { WebhookEvent } from '#shared/channels/events.ts';
import type { RuleAction } from '#shared/domain/own-rule.ts';
import { expectOk } from '#shared/lib/result.ts';
import { foresee } from './foresee.ts';
import { createRuledBusiness, hour } from './testing.ts';

const answer: RuleAction = { do: 'privately', text: 'Hello {{firstName}}, we answer with a price.' };
const when = { on: 'comment' as const, words: ['price', 'Preis'] };

/** A business that is connected to Instagram, and people who comment under its posts. */
function createCommented() {
  const world = createRuledBusiness();
  expectOk(
    world.run('channel.connect', {
      kind: 'instagram',
      name: 'Shop',
      graphUrl: 'https://graph.example',
      accessToken: 'token',
      appSecret: '0123456789abcdef0123456789abcdef',
      pageId: '11',
      instagramId: '17',
    }),
  );
  let count = 500;
  const comments = (text: string, { who = 'ada', post = '2' } = {}) => {
    const origin = { channel: 'instagram', accountId: '17' } as const;
    const event = {
      kind: 'message',
      ...origin,
      externalId: String(++count),
      customer: { scoped: { ...origin, id: who }, name: `${who} Braun` },
      at: world.context.now,
      receivedAt: world.context.now,
      type: 'text',
      text,
      echo: false,
      under: { id: post },
    } satisfies WebhookEvent;
    expectOk(world.run('inbox.ingest', { events: [event] }));
  };
  const runs = () => world.list('ruleRuns').flatMap(({ did }) => Object.values(did));
  return { ...world, comments, runs };
}

test('a word in a comment has its writer written to privately, once, and makes them a contact with an enquiry', () => {
  const world = createCommented();
  world.rule(when, answer, { do: 'enquiry' }, { do: 'priority', priority: 'high' });
  world.comments('What is the PRÍCE of a service?');
  world.comments('Lovely work', { who: 'bo' });
  world.look();
  world.look();
  expect(world.sent()).toMatchObject([
    { text: 'Hello ada, we answer with a price.', content: { toComment: '501' }, autopilot: true },
  ]);
  expect(world.list('contacts').map(({ name, onlyComments }) => [name, onlyComments])).toEqual([
    ['ada Braun', undefined],
    ['bo Braun', true],
  ]);
  expect(world.list('enquiries')).toHaveLength(1);
  expect(world.list('conversations').find(({ postId }) => postId)).toMatchObject({ priority: 'high' });
});

test('who asks twice under a post hears it once, and another day under another post again', () => {
  const world = createCommented();
  world.rule(when, answer);
  world.comments('price?');
  world.look();
  world.context.now += 25 * hour;
  world.comments('And the price of a boiler?');
  world.look();
  expect(world.sent()).toHaveLength(1);
  expect(world.runs()).toContainEqual({ do: 'privately', left: 'oncePerPost' });
  world.comments('price here?', { post: '3' });
  world.look();
  expect(world.sent()).toHaveLength(2);
});

test('where a person has answered, somebody is blocked or may be in danger, a rule says nothing', () => {
  const answered = createCommented();
  answered.rule(when, answer);
  answered.comments('price?');
  const talk = answered.list('conversations').at(-1)!;
  expectOk(answered.run('comment.reply', { conversationId: talk.id, text: 'From 90.' }));
  answered.look();
  expect(answered.runs()).toEqual([{ do: 'privately', left: 'answered' }]);

  const blocked = createCommented();
  blocked.rule(when, answer);
  blocked.comments('price?');
  expectOk(blocked.run('conversation.block', { id: blocked.list('conversations').at(-1)!.id }));
  blocked.look();
  expect(blocked.sent()).toEqual([]);

  const danger = createCommented();
  danger.rule(when, answer);
  danger.comments('I smell gas in the house! What price?');
  danger.look();
  expect(danger.runs()).toEqual([{ do: 'privately', left: 'danger' }]);
});

test('a rule for messages takes no comment for one, and one for comments no message', () => {
  const world = createCommented();
  world.rule({ on: 'message', words: ['price'] }, { do: 'reply', text: 'We are closed.' });
  world.comments('price?');
  world.look();
  expect(world.list('ruleRuns')).toEqual([]);
  const other = createCommented();
  other.rule(when, answer);
  other.ingest('What is the price?');
  other.look();
  expect(other.list('ruleRuns')).toEqual([]);
});

test('it is shown before it is turned on, once for a person and a post', () => {
  const world = createCommented();
  world.comments('price?');
  world.comments('price!');
  world.comments('price', { who: 'bo' });
  const seen = foresee(world.records, { when, actions: [answer] }, world.context.now);
  expect(seen).toMatchObject({ runs: 3, people: 2, sent: 2, notSent: 1 });
});

test('taken back, an enquiry goes, and who was known by comments only is so again', () => {
  const world = createCommented();
  world.rule(when, { do: 'enquiry' });
  world.comments('price?');
  world.look();
  expect(world.list('enquiries')).toHaveLength(1);
  expectOk(world.run('rule.undo', { id: world.list('ruleRuns')[0]!.id }));
  expect(world.list('enquiries')).toEqual([]);
  expect(world.list('contacts')).toMatchObject([{ onlyComments: true }]);
});
