import { describe, expect, test } from 'vitest';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import { refusalOf } from '#shared/agent/autopilot/gate.ts';
import { endedByStop } from '#shared/domain/consent.ts';
import { optionsOf, tokenOf } from '#shared/domain/offer.ts';
import { openDangers } from '#shared/domain/danger.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { readJob } from '#shared/records/jobs.ts';
import { expectOk } from '#shared/lib/result.ts';

const hour = 3_600_000;
const phone = '353871112222';

/** Ben is a technician with two visits today; Cara has one. Whoever writes from Ben's number may be served. */
function team({ isServed = true, visits = 2 } = {}) {
  const world = withAutopilot('Hello');
  Object.assign(world.context, { isOwner: true });
  expectOk(world.run('autopilot.configure', { mode: 'always', everyone: true }));
  for (const id of ['ben', 'cara']) world.put('members', { id, name: id, createdAt: 0 });
  expectOk(world.run('team.setPhone', { id: 'ben', phone: '087 111 2222', isServed }));
  const jobOf = (title: string, memberId: string, inHours: number) => {
    const start = world.context.now + inHours * hour;
    const { id } = expectOk(
      world.run('job.create', { contactId: 'maria', title, visit: { start, end: start + hour } }),
    );
    const [visitId = ''] = Object.keys(readJob(world.records, id)!.visits);
    expectOk(world.run('job.assignVisit', { id, visitId, staffIds: [memberId] }));
    return id;
  };
  const jobs = ['Boiler', 'Tap'].slice(0, visits).map((title, i) => jobOf(title, 'ben', i + 1));
  const caras = jobOf('Drain', 'cara', 1);
  let count = 0;
  const write = (text: string, more: { type?: 'text' | 'image'; tap?: { token: string } } = {}) => {
    count += 1;
    world.context.now += 60_000;
    const event = {
      kind: 'message' as const,
      channel: 'whatsapp' as const,
      accountId: 'shop',
      externalId: `wamid.t-${count}`,
      customer: { phone, name: 'Benny' },
      at: world.context.now,
      type: 'text' as const,
      text,
      echo: false,
      ...more,
    };
    expectOk(world.run('inbox.ingest', { events: [event] }));
  };
  const talk = () => world.list('conversations').find(({ accountId }) => accountId === 'shop')!;
  const serve = () =>
    world.run('technician.serve', { conversationId: talk().id, messageId: talk().lastMessageId! });
  const last = (): Message =>
    world
      .messages()
      .filter(({ conversationId, direction }) => conversationId === talk().id && direction === 'out')
      .at(-1)!;
  const titles = () => optionsOf(last().offer!).map(([, { title }]) => title);
  const tap = (title: string | number) => {
    const options = optionsOf(last().offer!);
    const [key] =
      typeof title === 'number' ? options[title]! : options.find(([, each]) => each.title === title)!;
    write('', { tap: { token: tokenOf(last().id, key) } });
    return serve();
  };
  return Object.assign(world, { jobs, caras, write, talk, serve, last, titles, tap });
}

describe('who writes from a member’s number', () => {
  test('is no lead, and gets no customer’s answer', () => {
    const shop = team();
    shop.write('Hello');
    const contact = shop.records.get('contacts', shop.talk().contactId);
    expect(contact).toMatchObject({ name: 'ben' });
    expect(shop.list('enquiries')).toEqual([]);
    expect(contact?.archivedAt).toBeDefined();
    const refused = refusalOf(shop.records, shop.talk().id, shop.talk().lastMessageId!, shop.context.now);
    expect(refused?.code).toBe('autopilot.member');
  });

  test('is a customer like any other where it is switched off, which it is at first, and after the member has left', () => {
    const off = team({ isServed: false });
    off.write('Hello');
    expect(off.list('enquiries')).toMatchObject([{ contactId: off.talk().contactId, stage: 'new' }]);
    expect(off.serve()).toMatchObject({ error: { code: 'technician.unknown' } });
    const left = team();
    expectOk(left.run('team.forgetDevice', { deviceIds: [], memberId: 'ben' }));
    left.write('Hello');
    expect(left.list('enquiries')).toMatchObject([{ contactId: left.talk().contactId, stage: 'new' }]);
    expect(left.serve()).toMatchObject({ error: { code: 'technician.unknown' } });
  });

  test('is served no more where another person writes in the same conversation', () => {
    const shop = team();
    shop.write('Hello');
    const { contactId } = shop.talk();
    shop.put('identities', {
      id: 'x',
      channel: 'whatsapp',
      kind: 'phone',
      value: '353870000000',
      contactId,
      createdAt: 0,
    });
    expect(shop.serve()).toMatchObject({ error: { code: 'technician.unknown' } });
  });
});

describe('a technician', () => {
  test('sees their own visits, and nobody else’s', () => {
    const shop = team();
    shop.write('hi');
    expectOk(shop.serve());
    expect(shop.titles()).toEqual(['What’s next', 'Done']);
    expectOk(shop.tap('What’s next'));
    expect(shop.last().text).toMatch(/Boiler, Maria Lopez[^]+Tap, Maria Lopez/);
    expect(shop.last().text).not.toContain('Drain');
  });

  test('marks a visit as done after a second tap, and only then', () => {
    const shop = team();
    shop.write('hi');
    expectOk(shop.serve());
    expectOk(shop.tap('Done'));
    expect(shop.last().text).toBe('Which visit is done?');
    expectOk(shop.tap(0));
    expect(shop.last().text).toBe('Mark “Boiler” as done?');
    expect(readJob(shop.records, shop.jobs[0]!)?.state).toBe('scheduled');
    expectOk(shop.tap('Yes, done'));
    expect(readJob(shop.records, shop.jobs[0]!)?.state).toBe('completed');
    expect(shop.last().text).toBe('“Boiler” is marked as done.');
    expect(readJob(shop.records, shop.jobs[1]!)?.state).toBe('scheduled');
  });

  test('changes nothing by saying no, by a visit that was given to somebody else, or by a second tap', () => {
    const shop = team({ visits: 1 });
    shop.write('hi');
    expectOk(shop.serve());
    expectOk(shop.tap('Done'));
    expectOk(shop.tap('No, not yet'));
    expect(readJob(shop.records, shop.jobs[0]!)?.state).toBe('scheduled');
    expectOk(shop.tap('Done'));
    const [visitId = ''] = Object.keys(readJob(shop.records, shop.jobs[0]!)!.visits);
    expectOk(shop.run('job.assignVisit', { id: shop.jobs[0]!, visitId, staffIds: ['cara'] }));
    expectOk(shop.tap('Yes, done'));
    expect(shop.last().text).toBe('This visit is not open for you any more.');
    expect(readJob(shop.records, shop.jobs[0]!)?.state).toBe('scheduled');
  });

  test('sends a photo that goes to the one job there is, or is asked which', () => {
    const one = team({ visits: 1 });
    one.write('', { type: 'image' });
    const photo = one.talk().lastMessageId!;
    expectOk(one.serve());
    expect(one.records.get('jobs', one.jobs[0]!)?.photos).toMatchObject({ [photo]: { memberId: 'ben' } });
    const two = team();
    two.write('', { type: 'image' });
    const second = two.talk().lastMessageId!;
    expectOk(two.serve());
    expect(two.last().text).toBe('Which job is the photo for?');
    expectOk(two.tap(1));
    expect(two.records.get('jobs', two.jobs[1]!)?.photos).toHaveProperty([second]);
    const none = team({ visits: 0 });
    none.write('', { type: 'image' });
    expectOk(none.serve());
    expect(none.last().text).toContain('the office will look at it');
  });

  test.each([
    ['I smell gas here', 1, 0],
    ['I want to talk to a person', 0, 0],
    ['STOP', 0, endedByStop.length],
  ])('who writes “%s” is heard first, and served nothing', (text, dangers, stops) => {
    const shop = team();
    shop.write(text);
    expect(shop.serve()).toMatchObject({ error: { code: 'technician.heard' } });
    expect(openDangers(shop.talk())).toHaveLength(dangers);
    expect(shop.list('consents')).toHaveLength(stops);
  });

  test('is served by an owner’s device alone, once for each message, and not for what is old', () => {
    const shop = team();
    shop.write('hi');
    Object.assign(shop.context, { isOwner: false });
    expect(shop.serve()).toMatchObject({ error: { code: 'technician.not-owner' } });
    Object.assign(shop.context, { isOwner: true });
    expectOk(shop.serve());
    expect(shop.serve()).toMatchObject({ error: { code: 'technician.answered' } });
    shop.write('hi again');
    shop.context.now += 11 * 60_000;
    expect(shop.serve()).toMatchObject({ error: { code: 'technician.too-old' } });
  });
});

describe('the number of a member', () => {
  test('is set by an owner, and by one member only; without it nobody is served', () => {
    const shop = team();
    expect(shop.records.get('members', 'ben')).toMatchObject({ phone: '+353871112222', isServed: true });
    const set = (id: string, number: string) =>
      shop.run('team.setPhone', { id, phone: number, isServed: true });
    expect(set('cara', '+353 87 111 2222')).toMatchObject({ error: { code: 'team.phone-taken' } });
    expectOk(set('ben', ''));
    expect(shop.records.get('members', 'ben')).toEqual({ id: 'ben', name: 'ben', createdAt: 0 });
    Object.assign(shop.context, { isOwner: false });
    expect(set('ben', '087 1')).toMatchObject({ error: { code: 'team.owner-only' } });
  });
});
