import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeOf } from '#shared/records/judges.ts';
import { waitingSince } from '#shared/domain/conversation-state.ts';
import { expectOk } from '#shared/lib/result.ts';
import { whatsappAccount } from '../testing.ts';
import { foresee } from './foresee.ts';
import { createRuledBusiness, hour, monday } from './testing.ts';

test('a message with a word is labelled, given to one after the other on shift, and becomes a task, once', () => {
  const world = createRuledBusiness();
  const { run, context, look, ingest, list } = world;
  const labelId = expectOk(run('label.create', { name: 'Urgent', colour: 'red' })).id;
  context.now += 1000;
  world.rule(
    { on: 'message', words: ['leak'] },
    { do: 'label', labelId },
    { do: 'turns' },
    { do: 'task', title: 'Call {{name}}', days: 1 },
  );
  context.now += 1000;
  ingest('The pipe is LEAKING again');
  ingest('Good morning', { phone: '447700900002' });
  ingest('We have a leak', { phone: '447700900003' });
  look();
  look();
  const given = list('conversations').map(({ labels, assigneeId }) => [
    Object.keys(labels ?? {}),
    assigneeId,
  ]);
  expect(given).toEqual([
    [[labelId], 'ana'],
    [[], undefined],
    [[labelId], 'bo'],
  ]);
  expect(list('tasks').map(({ title, due }) => [title, due])).toEqual([
    ['Call José 1', { day: '2026-12-01' }],
    ['Call José 3', { day: '2026-12-01' }],
  ]);
  expect(list('ruleRuns')).toHaveLength(2);
});

test('what a rule did is taken back, and what somebody has changed since stays', () => {
  const world = createRuledBusiness();
  const { run, look, list, context } = world;
  world.rule(
    { on: 'message', words: ['price'] },
    { do: 'priority', priority: 'high' },
    { do: 'assign', memberId: 'ana' },
  );
  context.now += 1000;
  world.ingest('What is the price?');
  look();
  expectOk(run('conversation.assign', { id: world.talk().id, memberId: 'bo' }));
  expectOk(run('rule.undo', { id: list('ruleRuns')[0]!.id }));
  expect(world.talk()).toMatchObject({ assigneeId: 'bo' });
  expect(world.talk().priority).toBeUndefined();
  look();
  expect(world.talk().priority).toBeUndefined();
  expect(run('rule.undo', { id: list('ruleRuns')[0]!.id }).ok).toBe(false);
});

test('outside of the hours an away message goes out once, answers nothing, and nobody in danger gets it', () => {
  const world = createRuledBusiness();
  const { look, context, sent } = world;
  world.rule(
    { on: 'message', hours: 'closed' },
    { do: 'reply', text: 'Hello {{firstName}}, we open at nine.' },
  );
  world.ingest('Hello');
  look();
  expect(sent()).toEqual([]);
  context.now = monday + 11 * hour;
  world.ingest('Anybody there?');
  look();
  world.ingest('Hello?', { at: context.now + 1000 });
  context.now += 2000;
  look();
  expect(sent().map(({ text, autopilot }) => [text, autopilot])).toEqual([
    ['Hello José, we open at nine.', true],
  ]);
  expect(waitingSince(world.talk())).toBe(monday + 11 * hour + 1000);
  context.now += 25 * hour;
  world.ingest('I smell gas in the kitchen', { phone: '447700900005' });
  look();
  expect(sent()).toHaveLength(1);
});

test('who has said stop, is not to be contacted or is answered by the assistant gets no word of a rule', () => {
  for (const prepare of ['stop', 'contact', 'assistant', 'late'] as const) {
    const world = createRuledBusiness();
    const { run, context, list } = world;
    world.rule({ on: 'message' }, { do: 'reply', text: 'Thank you, we will call you.' });
    context.now += 1000;
    world.ingest('Hello');
    const { contactId, id } = world.talk();
    if (prepare === 'stop')
      expectOk(run('consent.record', { contactId, purposes: ['answers'], given: false }));
    if (prepare === 'contact') expectOk(run('contact.setDoNotContact', { id: contactId, on: true }));
    if (prepare === 'assistant') {
      expectOk(run('autopilot.configure', { mode: 'always' }));
      expectOk(run('autopilot.switch', { conversationId: id, on: true }));
    }
    if (prepare === 'late') context.now += 3 * hour;
    world.look();
    expect(world.sent(), prepare).toEqual([]);
    const [ran] = list('ruleRuns');
    expect(Object.values(ran!.did)[0]?.left, prepare).toBe(prepare === 'stop' ? 'consent' : prepare);
  }
});

test('nobody answers for thirty working minutes: one person, then the next, then the last one', () => {
  const world = createRuledBusiness();
  const { context, look } = world;
  world.rule(
    { on: 'unanswered', minutes: 30, next: { minutes: 30, lastId: 'ana' } },
    { do: 'turns' },
    { do: 'notify' },
  );
  // Ten minutes before the end of the day: the rest of them are on the next morning.
  context.now = monday + 7 * hour + 50 * 60_000;
  world.ingest('Can you come?');
  context.now += 40 * 60_000;
  look();
  expect(world.talk().assigneeId).toBeUndefined();
  const morning = monday + 24 * hour;
  context.now = morning + 20 * 60_000;
  look();
  expect(world.talk().assigneeId).toBe('ana');
  context.now = morning + 50 * 60_000;
  look();
  expect(world.talk().assigneeId).toBe('bo');
  context.now = morning + 80 * 60_000;
  look();
  expect(world.talk().assigneeId).toBe('ana');
  expect(world.list('ruleRuns').map(({ step, notifies }) => [step, Object.keys(notifies ?? {})])).toEqual([
    [0, ['ana']],
    [1, ['bo']],
    [2, ['ana']],
  ]);
});

test('rules that move enquiries on start no rule, whatever circle they make', () => {
  const world = createRuledBusiness();
  const { run, context, look, list } = world;
  world.rule({ on: 'stage', stage: 'new' }, { do: 'stage', stage: 'contacted' });
  world.rule({ on: 'stage', stage: 'contacted' }, { do: 'stage', stage: 'new' });
  context.now += 1000;
  const { id: contactId } = expectOk(run('contact.create', { name: 'Ann' }));
  expectOk(run('enquiry.create', { contactId, title: 'Bathroom' }));
  for (let round = 0; round < 5; round++) {
    context.now += 1000;
    look();
  }
  expect(list('enquiries')[0]!.stage).toBe('contacted');
  expect(list('ruleRuns')).toHaveLength(1);
});

test('a visit that is done leads to a task about its job', () => {
  const world = createRuledBusiness();
  const { run, context, look, list } = world;
  world.rule({ on: 'visitDone' }, { do: 'task', title: 'Bill {{work}} to {{name}}' });
  const { id: contactId } = expectOk(run('contact.create', { name: 'Ann' }));
  const jobId = expectOk(run('job.create', { contactId, title: 'Boiler service' })).id;
  const start = context.now + hour;
  const { visitId } = expectOk(run('job.schedule', { id: jobId, start, end: start + hour }));
  context.now = start + hour;
  look();
  expect(list('tasks')).toEqual([]);
  expectOk(run('job.finishVisit', { id: jobId, visitId }));
  look();
  look();
  expect(list('tasks').map(({ title }) => title)).toEqual(['Bill Boiler service to Ann']);
});

test('a first message with a link waits apart until somebody lets it in, and then no rule holds it again', () => {
  const world = createRuledBusiness();
  const { run, look, context } = world;
  world.rule({ on: 'message', isFirst: true, hasLink: true }, { do: 'quarantine' });
  world.rule({ on: 'message' }, { do: 'turns' });
  context.now += 1000;
  world.ingest('You have won: https://prize.example/1');
  expect(world.talk().aside?.why).toBe('quarantine');
  look();
  expect(world.talk().assigneeId).toBeUndefined();
  expectOk(run('conversation.letIn', { id: world.talk().id }));
  world.ingest('And again: https://prize.example/2', { at: context.now + 5000 });
  context.now += 6000;
  look();
  expect(world.talk()).toMatchObject({ assigneeId: 'ana' });
  expect(world.talk().aside).toBeUndefined();
});

test('a rule that another version wrote, or that was made up, never does more than what fits', () => {
  const anything = fc.oneof(fc.anything(), fc.constantFrom('message', 'task', { on: 'message' }));
  fc.assert(
    fc.property(
      fc.record({ when: anything, actions: anything, isOn: anything, order: anything, since: anything }),
      (fields) => {
        const given = JSON.parse(JSON.stringify({ ...fields, id: 'rule-1', createdAt: 0 })) as { id: string };
        const mended = judgeOf('rules').mend(given as never);
        if (mended === undefined) return;
        const world = createRuledBusiness();
        world.apply([
          { collection: 'rules', id: 'rule-1', path: [], before: undefined, after: mended.record },
        ]);
        world.ingest('Hello');
        world.look();
      },
    ),
    { numRuns: 60 },
  );
  const wide = { id: 'r', createdAt: 0, order: 0, since: 0, isOn: true, actions: [{ do: 'turns' }] };
  const mended = judgeOf('rules').mend({ ...wide, when: { on: 'message', words: [7] } });
  // Without its words it would mean every message.
  expect(mended?.record['when']).toBeUndefined();
});

/** A template with one place that Meta has approved. */
function approve({ run, list }: ReturnType<typeof createRuledBusiness>): string {
  const components = [{ type: 'BODY', text: 'Hello {{1}}, did you have time to look?' }];
  const template = { name: 'ask', language: 'en_GB', category: 'UTILITY', status: 'APPROVED', components };
  const { businessAccountId } = whatsappAccount;
  expectOk(run('template.loaded', { businessAccountId, templates: [template] }));
  return list('messageTemplates')[0]!.id;
}

test('follow-ups wait for their day; what is lost or has become work stops them, and undo takes them back', () => {
  for (const end of ['lost', 'won', 'undo'] as const) {
    const world = createRuledBusiness();
    const { run, context, look, list } = world;
    world.ingest('Could you redo our bathroom?');
    const { contactId } = world.talk();
    const templateId = approve(world);
    const send = { do: 'template', templateId, values: { 'body:1': '{{firstName}}' } } as const;
    world.rule({ on: 'stage', stage: 'quoted' }, { ...send, days: 3 }, { ...send, days: 7 });
    const { id } = expectOk(run('enquiry.create', { contactId, title: 'Bathroom' }));
    context.now += 1000;
    expectOk(run('enquiry.setStage', { id, stage: 'quoted' }));
    look();
    const day = 24 * hour;
    const waits = () => world.sent().filter(({ discarded }) => discarded !== true);
    expect(
      waits().map(({ text, sendAt, unlessAnswered }) => [text, (sendAt! - monday) / day, unlessAnswered]),
    ).toEqual([
      ['Hello José, did you have time to look?', 3, true],
      ['Hello José, did you have time to look?', 7, true],
    ]);
    // It says nothing yet: the customer's words are the last ones.
    expect(world.talk().lastDirection).toBe('in');
    expect(run('rule.stopFollowUps', { aboutId: id }).ok).toBe(false);
    if (end === 'lost') expectOk(run('enquiry.setStage', { id, stage: 'lost', lostReason: 'price' }));
    if (end === 'won') expectOk(run('job.create', { contactId, enquiryId: id, title: 'Bathroom' }));
    if (end === 'undo') expectOk(run('rule.undo', { id: list('ruleRuns')[0]!.id }));
    else expectOk(run('rule.stopFollowUps', { aboutId: id }));
    expect(waits()).toEqual([]);
  }
});

test('a follow-up that somebody starts at an enquiry waits in its steps, and ends by hand or with the enquiry', () => {
  for (const end of ['button', 'won'] as const) {
    const world = createRuledBusiness();
    const { run, context, list, look } = world;
    const send = {
      do: 'template',
      templateId: approve(world),
      values: { 'body:1': '{{firstName}}' },
    } as const;
    const task = { do: 'task', title: 'Call {{name}}', days: 9 } as const;
    const when = { on: 'hand', name: 'After the quote' } as const;
    const ruleId = world.rule(when, { ...send, days: 2 }, { ...send, days: 6 }, task);
    context.now += 1000;
    world.ingest('What does a bathroom cost?');
    const { id, contactId } = list('enquiries')[0]!;
    look();
    expect(list('ruleRuns'), end).toEqual([]);
    expectOk(run('enquiry.startFollowUp', { id, ruleId }));
    context.now += 1000;
    look();
    look();
    const waits = () => world.sent().filter(({ discarded }) => discarded !== true);
    const days = waits().map(({ sendAt = 0 }) => Math.floor((sendAt - monday) / (24 * hour)));
    expect([days, list('tasks').length], end).toEqual([[2, 6], 1]);
    expect(waits().every(({ unlessAnswered }) => unlessAnswered === true)).toBe(true);
    const again = () => run('enquiry.startFollowUp', { id, ruleId });
    expect(again()).toMatchObject({ ok: false, error: { code: 'rule.waiting' } });
    if (end === 'button') expectOk(run('enquiry.stopFollowUp', { id }));
    if (end === 'won') {
      expectOk(run('job.create', { contactId, enquiryId: id, title: 'Bathroom' }));
      expectOk(run('rule.stopFollowUps', { aboutId: id }));
    }
    expect(waits(), end).toEqual([]);
    const code = end === 'button' ? 'rule.ran' : 'rule.settled';
    expect(again()).toMatchObject({ ok: false, error: { code } });
    context.now += 24 * hour;
    expect(again().ok, end).toBe(end === 'button');
    look();
    expect(waits().length, end).toBe(end === 'button' ? 2 : 0);
  }
});

/** Ines is known by her phone alone; the business writes from one number, over which somebody else has written. */
function phoneOnly() {
  const world = createRuledBusiness();
  world.ingest('Could you redo our bathroom?');
  const templateId = approve(world);
  const phones = { p: { number: '+34600000009' } };
  const { id: contactId } = expectOk(world.run('contact.create', { name: 'Ines Rey', phones }));
  const { id } = expectOk(world.run('enquiry.create', { contactId, title: 'Kitchen' }));
  const send = { do: 'template', templateId, values: { 'body:1': '{{firstName}}' } } as const;
  const ruleId = world.rule(
    { on: 'hand', name: 'After the quote' },
    { ...send, days: 2 },
    { ...send, days: 6 },
  );
  const start = () => {
    world.context.now += 1000;
    expectOk(world.run('enquiry.startFollowUp', { id, ruleId }));
    world.context.now += 1000;
    world.look();
    world.look();
  };
  const byHand = () => world.list('tasks').filter(({ asks }) => asks?.kind === 'byHand');
  return { world, id, ruleId, contactId, start, byHand };
}

test('who has only a phone and has not agreed to messages is left to a person, with the words and the days', () => {
  for (const end of ['stop', 'undo'] as const) {
    const { world, id, ruleId, start, byHand } = phoneOnly();
    start();
    expect(world.sent()).toEqual([]);
    expect(byHand().map(({ notes, due, aboutId }) => [notes, due?.day, aboutId])).toEqual([
      ['Hello Ines, did you have time to look?', '2026-12-02', id],
      ['Hello Ines, did you have time to look?', '2026-12-06', id],
    ]);
    // What waits there already is enough.
    expect(world.run('enquiry.startFollowUp', { id, ruleId })).toMatchObject({
      error: { code: 'rule.waiting' },
    });
    expect(world.list('ruleRuns')[0]!.did).toMatchObject({
      '0': { left: 'byHand' },
      '1': { left: 'byHand' },
    });
    if (end === 'stop') expectOk(world.run('enquiry.stopFollowUp', { id }));
    else expectOk(world.run('rule.undo', { id: world.list('ruleRuns')[0]!.id }));
    expect(byHand(), end).toEqual([]);
  }
});

test('who has only a phone and has agreed gets the template there; who wants none gets none by hand either', () => {
  for (const given of [true, false]) {
    const { world, contactId, start, byHand } = phoneOnly();
    expectOk(world.run('consent.record', { contactId, purposes: ['answers'], given }));
    start();
    expect(byHand(), String(given)).toEqual([]);
    expect(world.sent().map(({ text }) => text)).toEqual(
      given ? Array.from({ length: 2 }, () => 'Hello Ines, did you have time to look?') : [],
    );
    const begun = world.list('conversations').filter((talk) => talk.contactId === contactId);
    expect(begun.map(({ channel }) => channel)).toEqual(given ? ['whatsapp'] : []);
  }
});

test('before a rule goes live it is told what would go out, and what somebody would have to write by hand', () => {
  for (const given of [undefined, true, false]) {
    const { world, contactId } = phoneOnly();
    if (given !== undefined)
      expectOk(world.run('consent.record', { contactId, purposes: ['answers'], given }));
    const templateId = world.list('messageTemplates')[0]!.id;
    const actions = [{ do: 'template' as const, templateId, values: { 'body:1': '{{firstName}}' } }];
    expect(foresee(world.records, { when: { on: 'enquiry' }, actions }, world.context.now)).toMatchObject({
      runs: 2,
      sent: given === true ? 2 : 1,
      byHand: given === undefined ? 1 : 0,
      notSent: given === false ? 1 : 0,
    });
  }
});
