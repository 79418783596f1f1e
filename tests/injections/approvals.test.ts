import { expect, test } from 'vitest';
import { approvalMilliseconds, createApprovals } from '#renderer/vault/agent/approvals.ts';
import { expectOk } from '#shared/lib/result.ts';

/** A store whose clock stands still until the test moves it. */
function openStore() {
  const clock = { now: 1_000 };
  let lastId = 0;
  return { clock, store: createApprovals({ now: () => clock.now, newId: () => `id-${++lastId}` }) };
}

const call = { command: 'job.cancel', args: { id: 'job', reason: 'moved away' } };

test('rule 10: an approval runs what was shown, whatever the order of its arguments', () => {
  const { store } = openStore();
  const { id, digest } = store.propose(call, 'chat');
  const approval = expectOk(store.approve(id, digest));
  const same = { command: 'job.cancel', args: { reason: 'moved away', id: 'job' } };
  expect(expectOk(store.redeem(approval, same, 'chat'))).toMatchObject(call);
});

test('rule 10: a replayed approval fails', () => {
  const { store } = openStore();
  const { id, digest } = store.propose(call, 'chat');
  const approval = expectOk(store.approve(id, digest));
  expectOk(store.redeem(approval, call, 'chat'));
  expect(store.redeem(approval, call, 'chat')).toMatchObject({ error: { code: 'agent.approval-used' } });
  expect(store.approve(id, digest)).toMatchObject({ error: { code: 'agent.approval-used' } });
});

test.each([
  ['another argument', { ...call, args: { ...call.args, reason: 'no' } }, 'chat'],
  ['another record', { ...call, args: { ...call.args, id: 'other' } }, 'chat'],
  ['one argument more', { ...call, args: { ...call.args, force: true } }, 'chat'],
  ['another command', { ...call, command: 'job.close' }, 'chat'],
  ['another chat', call, 'other chat'],
])('rule 10: an approval with %s fails, and is spent', (_what, edited, conversation) => {
  const { store } = openStore();
  const { id, digest } = store.propose(call, 'chat');
  const approval = expectOk(store.approve(id, digest));
  expect(store.redeem(approval, edited, conversation)).toMatchObject({
    error: { code: 'agent.approval-changed' },
  });
  expect(store.redeem(approval, call, 'chat')).toMatchObject({ error: { code: 'agent.approval-used' } });
});

test('rule 10: what is approved is what was proposed, also if its maker changes it afterwards', () => {
  const { store } = openStore();
  const mine = { command: 'job.cancel', args: { id: 'job', reason: 'moved away' } };
  const { id, digest } = store.propose(mine, 'chat');
  mine.args.id = 'other';
  const approval = expectOk(store.approve(id, digest));
  expect(store.redeem(approval, mine, 'chat')).toMatchObject({ error: { code: 'agent.approval-changed' } });
});

test('rule 10: an approval for something else than the card showed fails', () => {
  const { store } = openStore();
  const shown = store.propose(call, 'chat');
  const other = store.propose({ ...call, args: { ...call.args, id: 'other' } }, 'chat');
  expect(store.approve(other.id, shown.digest)).toMatchObject({ error: { code: 'agent.approval-changed' } });
});

test('rule 10: an expired approval fails, before and after the owner said yes', () => {
  const { store, clock } = openStore();
  const late = store.propose(call, 'chat');
  const approved = store.propose(call, 'chat');
  const approval = expectOk(store.approve(approved.id, approved.digest));
  clock.now += approvalMilliseconds;
  expect(store.approve(late.id, late.digest)).toMatchObject({ error: { code: 'agent.approval-expired' } });
  expect(store.redeem(approval, call, 'chat')).toMatchObject({ error: { code: 'agent.approval-expired' } });
});

test('rule 10: dismissed, forgotten and made-up approvals fail', () => {
  const { store } = openStore();
  const dismissed = store.propose(call, 'chat');
  store.dismiss(dismissed.id);
  expect(store.approve(dismissed.id, dismissed.digest)).toMatchObject({ ok: false });
  const { id, digest } = store.propose(call, 'chat');
  const approval = expectOk(store.approve(id, digest));
  store.forget('chat');
  expect(store.redeem(approval, call, 'chat')).toMatchObject({ ok: false });
  expect(store.redeem({ token: 'made up' }, call, 'chat')).toMatchObject({ ok: false });
});
