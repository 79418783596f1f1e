import { describe, expect, test } from 'vitest';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import { clocksOf, deadlinesOf, type PrivacyRequest } from '#shared/domain/privacy-request.ts';
import { expectOk } from '#shared/lib/result.ts';
import { consentOf } from '#shared/records/consents.ts';
import { recordsOfPerson } from '#shared/rights/person-records.ts';

const asked: PrivacyRequest = {
  id: 'r',
  kind: 'access',
  country: 'DE',
  receivedOn: '2026-01-30',
  by: 'email',
  createdAt: 0,
  memberId: 'm',
};
const due = (request: Partial<PrivacyRequest>, holidayRegion?: string) => {
  const all = { ...asked, ...request };
  return deadlinesOf(all, clocksOf(all.country, undefined), holidayRegion).map(
    ({ what, by, day }) => `${what} ${by} ${day}`,
  );
};
const deed = { at: 0, memberId: 'm' };

describe('the clocks of a request', () => {
  test('are one month by the GDPR, two more where that was announced, and the business’s own', () => {
    expect(due({})).toEqual(['acknowledge own 2026-02-10', 'answer law 2026-02-28', 'answer own 2026-03-01']);
    expect(due({ acknowledged: { ...deed, how: 'x' } })).toEqual([
      'answer law 2026-02-28',
      'answer own 2026-03-01',
    ]);
    expect(due({ acknowledged: { ...deed, how: 'x' }, extended: { ...deed, why: 'x' } })).toEqual([
      'answer law 2026-04-28',
    ]);
    expect(due({ outcome: { ...deed, is: 'done', words: 'x' } })).toEqual([]);
  });

  test('are those of a complaint in the United Kingdom and of a grievance in India', () => {
    expect(due({ kind: 'grievance', country: 'GB' })).toEqual([
      'acknowledge own 2026-02-10',
      'acknowledge law 2026-03-01',
      'answer own 2026-03-01',
    ]);
    expect(due({ kind: 'grievance', country: 'IN' })).toContain('answer law 2026-04-30');
    expect(due({ kind: 'access', country: 'IN' })).toEqual([
      'acknowledge own 2026-02-10',
      'answer own 2026-03-01',
    ]);
  });

  test('leave out the public holidays that the schedule leaves out', () => {
    const request = { receivedOn: '2026-04-01' };
    expect(due(request)[0]).toBe('acknowledge own 2026-04-10');
    expect(due(request, 'DE')[0]).toBe('acknowledge own 2026-04-14');
  });

  test('are what the owner has set for the country, and an authority’s own day', () => {
    const set = { id: 'DE', clocks: { ownAcknowledge: { count: 2, unit: 'days' as const } } };
    expect(deadlinesOf(asked, clocksOf('DE', set), undefined)[0]).toMatchObject({ day: '2026-02-01' });
    expect(due({ kind: 'authority', dueOn: '2026-02-03' })[0]).toBe('answer law 2026-02-03');
  });
});

function shop() {
  const world = withAutopilot('Please send me my data');
  const open = (request: object) =>
    world.run('privacyRequest.open', {
      kind: 'access',
      contactId: 'maria',
      country: 'DE',
      receivedOn: '2026-03-02',
      by: 'message',
      ...request,
    } as never);
  const opened = (request: object = {}) => (expectOk(open(request)) as { id: string }).id;
  const read = (id: string) => world.records.get('privacyRequests', id)!;
  return { ...world, open, opened, read };
}

describe('a request', () => {
  test('says what is missing at the field where it is missing', () => {
    const world = shop();
    const wrong = (request: object) => {
      const done = world.open(request);
      return done.ok ? undefined : done.error.fields?.[0]?.path[0];
    };
    expect(wrong({ contactId: undefined })).toBe('name');
    expect(wrong({ kind: 'authority', name: 'Police' })).toBe('ground');
    expect(wrong({ receivedOn: '2090-01-01' })).toBe('receivedOn');
    expect(world.list('privacyRequests')).toEqual([]);
  });

  test('is acknowledged in the conversation, even to who wants no messages and whose data are only kept', () => {
    const world = shop();
    const id = world.opened();
    expectOk(world.run('contact.setDoNotContact', { id: 'maria', on: true }));
    expectOk(world.run('contact.restrict', { id: 'maria', why: 'Wanted' }));
    const conversationId = world.list('conversations')[0]!.id;
    expect(world.run('message.send', { conversationId, text: 'Hello' }).ok).toBe(false);
    expectOk(world.run('privacyRequest.acknowledge', { id, how: 'We have received it.', conversationId }));
    const sent = world.list('messages').find(({ direction }) => direction === 'out')!;
    expect(sent).toMatchObject({ text: 'We have received it.', purpose: 'rights' });
    expect(world.read(id).acknowledged).toMatchObject({ messageId: sent.id });
  });

  test('for a copy is not closed as done before it is certain who asks; its outcome stays, and can be reopened', () => {
    const world = shop();
    const id = world.opened();
    const close = () => world.run('privacyRequest.close', { id, is: 'done', words: 'Handed over' });
    expect(close()).toMatchObject({ error: { code: 'privacyRequest.unknown-person' } });
    expectOk(world.run('privacyRequest.identify', { id, how: 'Number of the last invoice' }));
    expectOk(close());
    expect(close()).toMatchObject({ error: { code: 'privacyRequest.closed' } });
    expectOk(world.run('privacyRequest.reopen', { id }));
    expectOk(close());
  });

  test('takes longer once, and only while the first time runs', () => {
    const world = shop();
    const late = world.opened({ receivedOn: '2020-01-01' });
    expect(world.run('privacyRequest.extend', { id: late, why: 'Much of it' }).ok).toBe(false);
    const today = new Date(world.context.now).toISOString().slice(0, 10);
    const id = world.opened({ receivedOn: today });
    expectOk(world.run('privacyRequest.extend', { id, why: 'Much of it' }));
    expect(world.run('privacyRequest.extend', { id, why: 'More' }).ok).toBe(false);
    expect(world.run('privacyRequest.extend', { id: world.opened({ kind: 'grievance' }), why: 'x' }).ok).toBe(
      false,
    );
  });

  test('that objects stops at once what it objects to', () => {
    const world = shop();
    world.opened({ kind: 'objection', purposes: { visitReminders: true }, what: 'No more reminders' });
    const state = consentOf(world.records, 'maria', 'visitReminders');
    expect(state).toMatchObject({ is: 'withdrawn', by: { words: 'No more reminders' } });
    expect(consentOf(world.records, 'maria', 'answers').is).toBe('unsaid');
  });

  test('for a correction has everybody told who got something of them, once, when it is corrected', () => {
    const world = shop();
    const correct = (name: string) =>
      expectOk(world.run('contact.update', { id: 'maria', fields: { name } }));
    correct('Maria Lopes');
    expect(world.list('tasks')).toEqual([]);
    world.opened({ kind: 'correction', what: 'I am called Lopez' });
    const [talk] = world.list('conversations');
    world.put('messages', {
      id: 'answer',
      conversationId: talk!.id,
      direction: 'out',
      type: 'text',
      at: world.context.now,
      receipts: [
        {
          at: world.context.now,
          provider: 'Elsewhere',
          model: 'm',
          origin: 'https://models.example',
          bytes: 1,
          replaced: 1,
          ledgerId: 'l',
        },
      ],
    });
    correct('Maria Lopez');
    correct('Maria López');
    expect(world.list('tasks').map(({ asks, aboutId }) => ({ ...asks, aboutId }))).toEqual([
      { kind: 'tellCorrection', about: 'Meta Platforms', aboutId: 'maria' },
      { kind: 'tellCorrection', about: 'models.example', aboutId: 'maria' },
    ]);
  });

  test('of the person is in their copy, and that of an authority about them is not', () => {
    const world = shop();
    const id = world.opened();
    world.opened({ kind: 'authority', name: 'Police', ground: 'Section 94' });
    const mine = recordsOfPerson(world.records, 'maria').get('privacyRequests') ?? [];
    expect(mine.map((request) => request.id)).toEqual([id]);
  });
});
