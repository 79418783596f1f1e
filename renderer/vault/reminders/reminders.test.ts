import { ukBusiness } from '#shared/commands/testing.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryRecords, type MemoryRecords, whatsappAccount } from '#shared/commands/testing.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import type { Change } from '#shared/records/change.ts';
import type { Claim } from '../claims/claims.ts';
import { createRecordChanges } from '../books/record-changes.ts';
import { createReminders } from './reminders.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const monday = Date.UTC(2026, 10, 30, 9);

/** Some devices of a team with one relay between them: who asks first for a claim gets it. */
function createTeam(size: number) {
  const log: { by: number; changes: Change[] }[] = [];
  const claimed = new Map<string, number>();
  let relayAnswers = true;
  const sent: string[] = [];
  const works = Array.from({ length: size }, () => createWork(systemTimers));

  const devices = works.map((work, number) => {
    const memory = createMemoryRecords();
    memory.context.deviceId = `device-${number}`;
    const newId = memory.context.newId;
    Object.assign(memory.context, { newId: () => `${number}-${newId()}` });
    let read = 0;
    const sync = (): void => {
      for (const { by, changes } of log.slice(read)) if (by !== number) memory.apply(changes);
      read = log.length;
    };
    const run = ((...args: Parameters<MemoryRecords['run']>) => {
      const done = memory.run(...args);
      if (done.ok) log.push({ by: number, changes: [...memory.lastChanges] });
      return done;
    }) as MemoryRecords['run'];
    const changes = createRecordChanges({ work });
    const reminders = createReminders({
      records: memory.records,
      changes,
      work,
      claims: {
        async take(_purpose, id): Promise<Claim> {
          if (!relayAnswers) return 'unknown';
          if (!claimed.has(id)) claimed.set(id, number);
          return claimed.get(id) === number ? 'mine' : 'other';
        },
      },
      caughtUp: async () => relayAnswers,
      now: () => memory.context.now,
      async run(name, args) {
        const done = run(name, args);
        const { ruleId, visitId, start } = args as Record<string, unknown>;
        if (name === 'reminder.send' && done.ok)
          sent.push(`${String(ruleId)} ${String(visitId)} ${String(start)}`);
        return done;
      },
    });
    return { memory, run, sync, wake: reminders.wake, quiet: work.quiet };
  });

  return {
    devices,
    sent,
    setRelay: (answers: boolean) => void (relayAnswers = answers),
    setClock: (now: number) => devices.forEach(({ memory }) => void (memory.context.now = now)),
    end: () => Promise.all(works.map((work) => work[Symbol.asyncDispose]())),
  };
}

const { businessAccountId } = whatsappAccount;
const template = { name: 'reminder', language: 'en_GB', category: 'UTILITY', status: 'APPROVED' };

/** A customer with a visit, and a rule that reminds of it a day before; told to all devices. */
function setUp(team: ReturnType<typeof createTeam>, kind: 'before' | 'after' = 'before') {
  const [first] = team.devices;
  const { run, memory } = first!;
  team.setClock(monday);
  expectOk(
    run('business.setUp', {
      profile: ukBusiness,
      services: [],
    }),
  );
  expectOk(run('channel.connect', whatsappAccount));
  const components = [
    { type: 'BODY', text: 'Hello {{1}}, we come on {{2}} at {{3}}.' },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Confirm' }] },
  ];
  expectOk(run('template.loaded', { businessAccountId, templates: [{ ...template, components }] }));
  expectOk(
    run('inbox.ingest', {
      events: [
        {
          kind: 'message',
          channel: 'whatsapp',
          accountId: whatsappAccount.phoneNumberId,
          customer: { phone: '447700900001', name: 'José Núñez' },
          externalId: 'wamid.1',
          at: monday,
          receivedAt: monday,
          place: 0,
          type: 'text',
          text: 'Hello',
          echo: false,
        } as never,
      ],
    }),
  );
  const contactId = memory.list('contacts')[0]!.id;
  const jobId = expectOk(run('job.create', { contactId, title: 'Boiler service' })).id;
  const start = monday + 3 * day;
  const { visitId } = expectOk(run('job.schedule', { id: jobId, start, end: start + hour }));
  const ruleId = expectOk(
    run('reminder.saveRule', {
      name: 'The day before',
      kind,
      minutes: 24 * 60,
      templateId: memory.list('messageTemplates')[0]!.id,
      values: { 'body:1': '{{firstName}}', 'body:2': '{{day}}', 'body:3': '{{time}}' },
      buttons: { '0': 'confirm' },
      isOn: true,
    }),
  ).id;
  for (const device of team.devices) device.sync();
  return { jobId, visitId, ruleId, start, contactId };
}

test('over devices, downtime, a relay that is away and moved visits each reminder goes out at most once', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('pass' as const), hours: fc.integer({ min: 6, max: 20 }) }),
    fc.record({ do: fc.constant('look' as const), device: fc.nat(2) }),
    fc.record({ do: fc.constant('look' as const), device: fc.nat(2) }),
    fc.record({ do: fc.constant('sync' as const), device: fc.nat(2) }),
    fc.record({
      do: fc.constant('move' as const),
      device: fc.nat(2),
      hours: fc.integer({ min: -20, max: 100 }),
    }),
    fc.record({ do: fc.constant('relay' as const), answers: fc.boolean() }),
  );
  let sends = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const team = createTeam(3);
      const { jobId, visitId, start } = setUp(team);
      let now = monday;
      for (const each of steps) {
        if (each.do === 'pass') team.setClock((now += each.hours * hour));
        if (each.do === 'relay') team.setRelay(each.answers);
        const device = 'device' in each ? team.devices[each.device]! : undefined;
        if (each.do === 'sync') device?.sync();
        if (each.do === 'move') {
          const at = start + each.hours * hour;
          device?.run('job.reschedule', { id: jobId, visitId, start: at, end: at + hour });
        }
        if (each.do === 'look') {
          device?.wake();
          await device?.quiet();
        }
      }
      expect(new Set(team.sent).size).toBe(team.sent.length);
      sends += team.sent.length;
      await team.end();
    }),
    { numRuns: 200 },
  );
  // It was no test of devices that never send.
  expect(sends).toBeGreaterThan(0);
});

test('who has only an e-mail address is reminded by e-mail in the rule’s words, once, and asked how it was where they agreed', async () => {
  const team = createTeam(2);
  const [one] = team.devices;
  const { run, memory } = one!;
  team.setClock(monday);
  expectOk(run('business.setUp', { profile: ukBusiness, services: [] }));
  expectOk(
    run('mail.connect', {
      name: 'Rivera Heating',
      address: 'office@rivera.example',
      host: 'mail.rivera.example',
      port: 465,
      security: 'tls',
      user: 'office',
      password: 'secret',
    }),
  );
  const emails = { home: { address: 'ana@example.com' } };
  const { id: contactId } = expectOk(run('contact.create', { name: 'Ana Keller', emails }));
  const { id: jobId } = expectOk(run('job.create', { contactId, title: 'Boiler service' }));
  const start = monday + 3 * day;
  expectOk(run('job.schedule', { id: jobId, start, end: start + hour }));
  const rule = (kind: 'before' | 'review', text: string) => {
    const mail = { subject: '{{work}}: {{day}}', text };
    expectOk(run('reminder.saveRule', { name: kind, kind, minutes: 24 * 60, values: {}, mail, isOn: true }));
  };
  rule('before', 'Hello {{firstName}}, we come at {{time}}.');
  rule('review', 'How was it?');
  expect(
    run('reminder.saveRule', { name: 'None', kind: 'at', minutes: 0, values: {}, isOn: true }),
  ).toMatchObject({
    ok: false,
    error: { code: 'reminder.no-way' },
  });
  const look = async (at: number) => {
    team.setClock(at);
    for (const device of team.devices) {
      device.sync();
      device.wake();
      await device.quiet();
    }
  };
  await look(start - 23 * hour);
  await look(start - 22 * hour);
  expect(team.sent).toHaveLength(1);
  expect(memory.messages()).toMatchObject([
    {
      text: 'Hello Ana, we come at 09:00.',
      purpose: 'visitReminders',
      content: { mail: { to: 'ana@example.com', subject: 'Boiler service: Thursday 3 December' } },
    },
  ]);
  expectOk(run('job.complete', { id: jobId }));
  // A request for a review is nothing that the work itself asks for.
  await look(start + 2 * day);
  expect(team.sent).toHaveLength(1);
  expectOk(
    run('consent.record', {
      contactId,
      purposes: ['reviews'],
      given: true,
      channel: 'email',
      basis: 'spoken',
    }),
  );
  await look(start + 2 * day + hour);
  expect(team.sent).toHaveLength(2);
  await team.end();
});

test('a visit is reminded of once, and anew when it has moved; the words name its day and hour', async () => {
  const team = createTeam(2);
  const { jobId, visitId, start } = setUp(team);
  const [one, other] = team.devices;
  const look = async () => {
    for (const device of team.devices) {
      device.sync();
      device.wake();
      await device.quiet();
    }
  };
  team.setClock(start - 25 * hour);
  await look();
  expect(team.sent).toHaveLength(0);
  team.setClock(start - 23 * hour);
  await look();
  await look();
  expect(team.sent).toHaveLength(1);
  const message = one!.memory.messages().find(({ content }) => content?.['template'] !== undefined);
  expect(message?.text).toContain('Hello José, we come on Thursday 3 December at 09:00.');
  const later = start + 2 * day;
  expectOk(other!.run('job.reschedule', { id: jobId, visitId, start: later, end: later + hour }));
  team.setClock(later - 23 * hour);
  await look();
  expect(team.sent).toHaveLength(2);
  await team.end();
});

test('what was due while everything was off is caught up until the visit begins, and not afterwards', async () => {
  for (const [asleepUntil, count] of [
    [-2 * hour, 1],
    [hour, 0],
  ] as const) {
    const team = createTeam(1);
    const { start } = setUp(team);
    team.setClock(start + asleepUntil);
    team.devices[0]!.wake();
    await team.devices[0]!.quiet();
    expect(team.sent).toHaveLength(count);
    await team.end();
  }
});

test('who wants no reminders gets none, and a button’s answer comes back as a proposal on the visit', async () => {
  const team = createTeam(1);
  const { start, contactId, visitId } = setUp(team);
  const [device] = team.devices;
  expectOk(device!.run('consent.record', { contactId, purposes: ['visitReminders'], given: false }));
  team.setClock(start - 23 * hour);
  device!.wake();
  await device!.quiet();
  expect(team.sent).toEqual([]);
  team.setClock(start - 22 * hour);
  expectOk(device!.run('consent.record', { contactId, purposes: ['visitReminders'], given: true }));
  device!.wake();
  await device!.quiet();
  expect(team.sent).toHaveLength(1);
  const template = device!.memory.messages().find(({ content }) => content?.['template'] !== undefined)!;
  const payload = JSON.stringify(template.content).match(/reminder\.[\w-]+\.confirm/)![0];
  expectOk(
    device!.run('inbox.ingest', {
      events: [
        {
          kind: 'message',
          channel: 'whatsapp',
          accountId: whatsappAccount.phoneNumberId,
          customer: { phone: '447700900001' },
          externalId: 'wamid.2',
          at: start - 21 * hour,
          receivedAt: start - 21 * hour,
          place: 0,
          type: 'button',
          text: 'Confirm',
          tap: { token: payload, title: 'Confirm' },
          echo: false,
        } as never,
      ],
    }),
  );
  const tapped = device!.memory.messages().find(({ tap }) => tap !== undefined)!;
  expectOk(device!.run('reminder.answer', { messageId: tapped.id }));
  expectOk(device!.run('reminder.answer', { messageId: tapped.id }));
  const [reminder] = device!.memory.list('reminders');
  expect(reminder).toMatchObject({ visitId, start });
  expect(Object.values(reminder!.answers!)).toMatchObject([{ answer: 'confirm' }]);
  await team.end();
});

test('a customer is reminded in their own language where Meta has approved the template in it, whole', async () => {
  const said = async (portuguese: { status?: string; body?: string; language?: string }) => {
    const team = createTeam(1);
    const { contactId, start } = setUp(team);
    const [device] = team.devices;
    const { memory, run } = device!;
    const { components } = memory.list('messageTemplates')[0]!;
    const {
      status = 'APPROVED',
      body = 'Olá {{1}}, vamos na {{2}} às {{3}}.',
      language = 'pt_BR',
    } = portuguese;
    const other = {
      ...template,
      language,
      status,
      components: [{ type: 'BODY', text: body }, components[1]!],
    };
    expectOk(run('template.loaded', { businessAccountId, templates: [{ ...template, components }, other] }));
    expectOk(run('contact.update', { id: contactId, fields: { language: 'pt' } }));
    team.setClock(start - 23 * hour);
    device!.wake();
    await device!.quiet();
    await team.end();
    return memory.messages().find(({ content }) => content?.['template'] !== undefined)?.text;
  };
  expect(await said({})).toContain('Olá José, vamos na quinta-feira, 3 de dezembro às 09:00.');
  for (const other of [{ status: 'PENDING' }, { body: 'Olá {{1}}.' }, { language: 'es' }])
    expect(await said(other)).toContain('Hello José, we come on Thursday');
});
