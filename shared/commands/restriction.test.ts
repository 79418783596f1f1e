import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collectFacts } from '#shared/agent/facts.ts';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import { refusalOf } from '#shared/agent/autopilot/gate.ts';
import { isRestricted } from '#shared/domain/restriction.ts';
import { expectOk } from '#shared/lib/result.ts';
import { isKeptOnly } from '#shared/records/right-to-send.ts';
import { createMemoryRecords } from './testing.ts';
import { createDevice, meet } from './testing-device.ts';

/** Maria has written, and has a job; then what is held about her may only be kept. */
function restricted() {
  const world = withAutopilot('Can you come tomorrow?');
  Object.assign(world.context, { isOwner: true });
  const { id: jobId } = expectOk(world.run('job.create', { contactId: 'maria', title: 'Boiler' }));
  const { id: taskId } = expectOk(
    world.run('task.create', { title: 'Ring Maria', aboutKind: 'contacts', aboutId: 'maria' }),
  );
  const { id: enquiryId } = expectOk(world.run('enquiry.create', { contactId: 'maria', title: 'New bath' }));
  expectOk(world.run('contact.restrict', { id: 'maria', why: 'She says that the address is wrong' }));
  const talk = world.list('conversations')[0]!;
  return { ...world, jobId, taskId, enquiryId, talk };
}

const refused = { ok: false, error: { code: 'contact.restricted' } };

describe('while somebody’s data may only be kept', () => {
  test('nothing of theirs is changed, however far from the contact it lies', () => {
    const world = restricted();
    const before = world.snapshot();
    const { jobId, taskId, enquiryId } = world;
    const conversationId = world.talk.id;
    expect(world.run('contact.update', { id: 'maria', fields: { notes: 'x' } })).toMatchObject(refused);
    expect(world.run('job.update', { id: jobId, fields: { title: 'Other' } })).toMatchObject(refused);
    expect(world.run('job.create', { contactId: 'maria', title: 'Another' })).toMatchObject(refused);
    expect(world.run('job.schedule', { id: jobId, start: 0, end: 3_600_000 })).toMatchObject(refused);
    expect(world.run('note.add', { conversationId, text: 'She rang' })).toMatchObject(refused);
    expect(world.run('task.update', { id: taskId, fields: { title: 'x' } })).toMatchObject(refused);
    const worth = { amount: '90000', currency: 'EUR' };
    expect(world.run('enquiry.setWorth', { id: enquiryId, worth })).toMatchObject(refused);
    expect(world.run('contact.setLeadScore', { id: 'maria', score: 80 })).toMatchObject(refused);
    expect(world.run('contact.archive', { id: 'maria' })).toMatchObject(refused);
    expect(world.snapshot()).toEqual(before);
  });

  test('nothing is sent, drafted or answered by itself', () => {
    const world = restricted();
    const { id: conversationId, lastMessageId = '' } = world.talk;
    expect(world.run('message.send', { conversationId, text: 'Hello' })).toMatchObject(refused);
    expect(refusalOf(world.records, conversationId, lastMessageId, world.context.now)).toBeDefined();
    expect(collectFacts(world.records, conversationId, world.context.now)).toMatchObject({
      error: { code: 'draft.restricted' },
    });
  });

  test('what they write still comes in, and what protects them still works', () => {
    const world = createMemoryRecords();
    const says = (externalId: string) => {
      const customer = { phone: '447700900001', name: 'Ada' };
      const from = { channel: 'whatsapp', accountId: '1', customer, externalId } as const;
      const message = { ...from, at: world.context.now, type: 'text', text: 'Hello', echo: false } as const;
      return world.run('inbox.ingest', { events: [{ kind: 'message', ...message }] });
    };
    expectOk(says('wamid.1'));
    const { id, contactId } = world.list('conversations')[0]!;
    expectOk(world.run('contact.restrict', { id: contactId, why: 'Wanted' }));
    expectOk(says('wamid.2'));
    expect(world.list('messages')).toHaveLength(2);
    expectOk(world.run('consent.record', { contactId, purposes: ['answers'], given: false }));
    expectOk(world.run('contact.setDoNotContact', { id: contactId, on: true }));
    expectOk(world.run('conversation.markRead', { id }));
  });

  test('others go on being worked for', () => {
    const world = restricted();
    const { id } = expectOk(world.run('contact.create', { name: 'Ada' }));
    expect(world.run('job.create', { contactId: id, title: 'Tap' })).toMatchObject({ ok: true });
  });

  test('an owner lifts it once they were told, and what was done stays written down', () => {
    const world = restricted();
    expect(world.run('contact.liftRestriction', { id: 'maria', told: '' }).ok).toBe(false);
    Object.assign(world.context, { isOwner: false });
    expect(world.run('contact.liftRestriction', { id: 'maria', told: 'By phone' })).toMatchObject({
      error: { code: 'contact.owner-lifts' },
    });
    Object.assign(world.context, { isOwner: true });
    expectOk(world.run('contact.liftRestriction', { id: 'maria', told: 'By phone' }));
    expectOk(world.run('contact.update', { id: 'maria', fields: { notes: 'x' } }));
    expect(Object.values(world.records.get('contacts', 'maria')?.restrictions ?? {})).toMatchObject([
      { why: 'She says that the address is wrong', told: 'By phone', liftedBy: world.context.memberId },
    ]);
  });

  test('another contact that is the same person is as restricted', () => {
    const world = createMemoryRecords();
    const [ada, same] = ['Ada', 'Ada B.'].map((name) => expectOk(world.run('contact.create', { name })).id);
    expectOk(world.run('contact.merge', { keepId: ada!, otherId: same! }));
    expectOk(world.run('contact.restrict', { id: same!, why: 'Wanted' }));
    expect(isKeptOnly(world.records, ada!)).toBe(true);
  });
});

test('what one device restricts while another lifts an earlier one stays restricted', () => {
  const names = ['contacts', 'conversations', 'business'] as const;
  const [one, other] = [createDevice(1, names), createDevice(2, names)];
  const { id } = expectOk(one.run('contact.create', { name: 'Ada' })) as { id: string };
  expectOk(one.run('contact.restrict', { id, why: 'First' }));
  meet(one, other);
  const [first = ''] = Object.keys(one.records.get('contacts', id)?.restrictions ?? {});
  expectOk(
    other.run(
      {
        name: 'test.lift',
        title: 'Lift',
        args: z.object({}),
        undoable: false,
        evenKeptOnly: true,
        run(draft) {
          draft.patchEntry('contacts', id, 'restrictions', first, { liftedAt: 1 });
          return { ok: true, value: undefined };
        },
      },
      {},
    ),
  );
  expectOk(one.run('contact.restrict', { id, why: 'Second' }));
  meet(one, other);
  for (const { records } of [one, other]) expect(isRestricted(records.get('contacts', id))).toBe(true);
});
