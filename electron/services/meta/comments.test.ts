import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGraphStandin, type GraphStandin } from '#tests/standins/graph/server.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { createMetaService } from './service.ts';

let standin: GraphStandin;
beforeEach(async () => {
  standin = await createGraphStandin({ webhookUrl: 'http://127.0.0.1:9/nowhere' });
});
afterEach(() => standin.close());

const service = () => {
  const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  return createMetaService({ fetch: guard.fetch('channel.meta'), fetchFile: guard.fetch('channel.files') });
};
const account = (kind: 'messenger' | 'instagram') => ({
  ...standin.account,
  kind,
  graphUrl: standin.url,
});
const ann = { id: '9001', name: 'Ann' };

/** A comment under a post; nobody takes its delivery in. */
function commented(object: 'page' | 'instagram', text = 'How much?', at?: number): string {
  void standin.comments.writes({ object, postId: 'p_7', from: ann, text, ...(at !== undefined && { at }) });
  return standin.comments.all.at(-1)!.id;
}

test.each(['messenger', 'instagram'] as const)(
  'an answer stands under the comment on %s, is deleted again, and the comment hidden and shown',
  async (kind) => {
    const commentId = commented(kind === 'messenger' ? 'page' : 'instagram');
    const own = account(kind);
    const answered = await service()['channel.answerComment']({ account: own, commentId, text: 'From 90.' });
    const answer = standin.comments.all.at(-1)!;
    expect(answered).toEqual({ ok: true, value: { outcome: 'accepted', externalId: answer.id } });
    expect(answer).toMatchObject({ parentId: commentId, text: 'From 90.' });
    const change = (id: string, act: 'hide' | 'show' | 'remove') =>
      service()['channel.changeComment']({ account: own, commentId: id, do: act });
    expect(await change(commentId, 'hide')).toEqual({ ok: true, value: {} });
    expect(standin.comments.all[0]!.isHidden).toBe(true);
    expect((await change(commentId, 'show')).ok).toBe(true);
    expect(standin.comments.all[0]!.isHidden).toBe(false);
    expect((await change(answer.id, 'remove')).ok).toBe(true);
    expect(answer.isDeleted).toBe(true);
    // Twice is once, and nobody else's is deleted.
    expect((await change(answer.id, 'remove')).ok).toBe(true);
    expect((await change(commentId, 'remove')).ok).toBe(false);
  },
);

test('a commenter is written to once, within seven days, and Meta says why not', async () => {
  const write = (commentId: string) =>
    service()['channel.send']({
      account: account('instagram'),
      recipient: { commentId },
      correlation: 'record-1',
      text: 'From 90.',
      humanAgent: false,
    });
  const commentId = commented('instagram');
  expect(await write(commentId)).toMatchObject({ value: { outcome: 'accepted' } });
  expect(standin.comments.privately).toEqual([{ commentId, text: 'From 90.' }]);
  expect(await write(commentId)).toMatchObject({ value: { outcome: 'refused', code: 10_900 } });
  const late = commented('instagram', 'Hi', Date.now() - 8 * 24 * 60 * 60 * 1000);
  expect(await write(late)).toMatchObject({ value: { outcome: 'refused' } });
  expect(standin.faults).toEqual([]);
});

test('a lost answer is one of which nobody knows, and a refusal comes with its code', async () => {
  const commentId = commented('page');
  const answer = () =>
    service()['channel.answerComment']({ account: account('messenger'), commentId, text: 'From 90.' });
  standin.loseNextAnswer();
  expect(await answer()).toMatchObject({ value: { outcome: 'unknown' } });
  standin.comments.failures.push(200);
  expect(await answer()).toMatchObject({ value: { outcome: 'refused', code: 200 } });
});

test('a post is told by how it begins and where it is; one that Meta does not tell of is no fault', async () => {
  standin.comments.posts.set('p_7', {
    words: `New boilers\n\n${'x'.repeat(300)}`,
    permalink: 'https://x.example/7',
  });
  const post = (postId: string) => service()['channel.post']({ account: account('instagram'), postId });
  const told = await post('p_7');
  expect(told).toMatchObject({ ok: true, value: { permalink: 'https://x.example/7' } });
  expect(told.ok && told.value.excerpt).toMatch(/^New boilers x{100,}…$/);
  expect(await post('p_8')).toEqual({ ok: true, value: {} });
});
