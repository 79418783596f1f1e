import { expect, test } from 'vitest';
import { alreadyAnswered } from '#shared/channels/meta/pages/errors.ts';
import type { WebhookEvent } from '#shared/channels/events.ts';
import type { CommentTarget } from '#shared/domain/comment.ts';
import { waitingSince } from '#shared/domain/conversation-state.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from '../testing.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

const account = {
  kind: 'instagram' as const,
  name: 'Shop',
  graphUrl: 'https://graph.example',
  accessToken: 'token',
  appSecret: '0123456789abcdef0123456789abcdef',
  pageId: '11',
  instagramId: '17',
};

/** A shop on Instagram, with a comment of Ada's under its post. */
function createCommented(more: Partial<Extract<WebhookEvent, { kind: 'message' }>> = {}) {
  const world = createMemoryRecords();
  expectOk(world.run('channel.connect', account));
  const origin = { channel: 'instagram', accountId: '17' } as const;
  const comment = {
    kind: 'message',
    ...origin,
    externalId: '501',
    customer: { scoped: { ...origin, id: '9001' }, username: 'ada' },
    at: world.context.now,
    receivedAt: world.context.now,
    type: 'text',
    text: 'How much is a boiler service?',
    echo: false,
    under: { id: '2' },
    ...more,
  } satisfies WebhookEvent;
  expectOk(world.run('inbox.ingest', { events: [comment] }));
  const talk = () => world.list('conversations').find(({ postId }) => postId !== undefined)!;
  const said = () => world.messages().find(({ externalId }) => externalId === '501')!;
  const reply = (text: string, replyTo?: string) =>
    world.run('comment.reply', { conversationId: talk().id, text, ...(replyTo && { replyTo }) });
  const write = (text = 'From £90.') => world.run('comment.writePrivately', { id: said().id, text });
  const fails = (id: string, code: number) => {
    expectOk(world.run('message.attempt', { id }));
    expectOk(world.run('message.refused', { id, code }));
  };
  const targetOf = (id: string) =>
    world.messages().find((message) => message.id === id)!.content as CommentTarget;
  return { ...world, origin, comment, talk, said, reply, write, fails, targetOf };
}

test('an answer goes under the comment, at any time, and nobody waits any more', () => {
  const { reply, context, talk, targetOf, messages } = createCommented();
  context.now += 30 * day;
  const { id } = expectOk(reply('From £90.'));
  expect(targetOf(id)).toEqual({ underComment: '501' });
  expect(messages().find((one) => one.id === id)).toMatchObject({ direction: 'out', replyTo: '501' });
  expect(waitingSince(talk())).toBeUndefined();
});

test('on Instagram an answer to an answer stands under the comment that began it', () => {
  const { reply, targetOf } = createCommented({ externalId: '502', replyTo: '500' });
  expect(targetOf(expectOk(reply('Yes.')).id)).toEqual({ underComment: '500' });
});

test('no message that is meant for one person is ever written where everybody reads it', () => {
  const { run, talk } = createCommented();
  const conversationId = talk().id;
  const send = run('message.send', { conversationId, text: 'Your invoice is open.' });
  expect(send).toMatchObject({ error: { code: 'message.public' } });
  expect(run('comment.reply', { conversationId, text: 'Hello {{ name }} ⟦PERSON_1⟧' }).ok).toBe(false);
});

test('a private answer opens a conversation of its own and makes its writer a contact', () => {
  const { write, list, talk, said, targetOf } = createCommented();
  expect(list('contacts')).toMatchObject([{ onlyComments: true }]);
  const { id, conversationId } = expectOk(write());
  expect(targetOf(id)).toEqual({ toComment: '501' });
  const own = list('conversations').find((one) => one.id === conversationId)!;
  expect(own).toMatchObject({ contactId: talk().contactId, lastText: 'From £90.' });
  expect(own.postId).toBeUndefined();
  expect(list('contacts')[0]!.onlyComments).toBeUndefined();
  expect(list('enquiries')).toMatchObject([{ contactId: talk().contactId, source: 'instagram' }]);
  expect(said().answeredPrivately).toBe(id);
  expect(waitingSince(talk())).toBeUndefined();
});

test('a comment takes one private answer within seven days', () => {
  const { write, fails, context } = createCommented();
  const first = expectOk(write());
  expect(write()).toMatchObject({ error: { code: 'comment.answered' } });
  // What Meta has refused for certain has answered nothing.
  fails(first.id, 100);
  const second = expectOk(write());
  fails(second.id, alreadyAnswered);
  expect(write()).toMatchObject({ error: { code: 'comment.answered' } });
  const late = createCommented();
  late.context.now += 7 * day + 1;
  expect(late.write()).toMatchObject({ error: { code: 'comment.late' } });
  expect(context.now).toBeLessThan(late.context.now);
});

test('sent again, a private answer is still one to its comment', () => {
  const { write, fails, run, said, targetOf } = createCommented();
  const first = expectOk(write());
  fails(first.id, 100);
  const again = expectOk(run('message.retry', { id: first.id }));
  expect(targetOf(again.id)).toEqual({ toComment: '501' });
  expect(said().answeredPrivately).toBe(again.id);
});

test('what became of a lost public answer is settled by the comment that Meta tells of', () => {
  const { reply, run, context, messages, origin } = createCommented();
  const { id } = expectOk(reply('From £90.'));
  expectOk(run('message.attempt', { id }));
  context.now += hour;
  const own = {
    kind: 'ownComment',
    ...origin,
    externalId: '501',
    commentId: '777',
    text: 'From £90.',
  } as const;
  expectOk(run('inbox.ingest', { events: [{ ...own, at: context.now }] }));
  const out = messages().filter(({ direction }) => direction === 'out');
  expect(out).toMatchObject([{ id, externalId: '777', statuses: { accepted: context.now } }]);
});

test('a permission that only comments lack stops nothing else on the channel', () => {
  const { reply, fails, list, messages } = createCommented();
  const { id } = expectOk(reply('From £90.'));
  fails(id, 10);
  expect(list('channels')[0]!.trouble).toBeUndefined();
  expect(messages().find((one) => one.id === id)).toMatchObject({ error: { code: 10 } });
});

test('hiding and deleting wait until the channel has done it, and what it refuses is told', () => {
  const { run, said, reply, messages } = createCommented();
  const { id } = said();
  expectOk(run('comment.change', { id, do: 'hide' }));
  expect(said()).toMatchObject({ wish: { do: 'hide', deviceId: 'device-1' } });
  expect(run('comment.change', { id, do: 'remove' })).toMatchObject({ error: { code: 'comment.not-yours' } });
  expectOk(run('comment.notChanged', { id, do: 'hide', refused: 'Meta refused it.' }));
  expect(said().wish).toMatchObject({ refused: 'Meta refused it.' });
  expectOk(run('comment.changed', { id, do: 'hide', at: 5 }));
  expect(said()).toMatchObject({ unseen: { at: 5, is: true } });
  expect(said().wish).toBeUndefined();

  const answer = expectOk(reply('From £90.'));
  expectOk(run('message.attempt', { id: answer.id }));
  expectOk(run('message.accepted', { id: answer.id, externalId: '777' }));
  expectOk(run('comment.change', { id: answer.id, do: 'remove' }));
  expectOk(run('comment.changed', { id: answer.id, do: 'remove', at: 6 }));
  const gone = messages().find((one) => one.id === answer.id)!;
  expect([gone.revokedAt, gone.text]).toEqual([6, undefined]);
});

test('somebody puts a commenter among people by hand', () => {
  const { run, list } = createCommented();
  const { id } = list('contacts')[0]!;
  expectOk(run('contact.addCommenter', { id }));
  expect(list('contacts')[0]!.onlyComments).toBeUndefined();
});
