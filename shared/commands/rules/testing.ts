import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords, type MemoryRecords, ukBusiness, whatsappAccount } from '../testing.ts';
import type { AppCommandName, ArgsOf } from '../index.ts';
import type { Cause } from './cause.ts';
import { causesOf } from './causes.ts';
import { rulesInOrder } from './in-order.ts';

export const hour = 60 * 60_000;
/** A Monday, at nine in London. */
export const monday = Date.UTC(2026, 10, 30, 9);

/** For tests: sets a business up that is open from nine to five on working days. */
export function setUpBusiness(run: MemoryRecords['run']): void {
  const shifts = [{ from: '09:00', to: '17:00' }];
  expectOk(
    run('business.setUp', {
      profile: { ...ukBusiness, hours: { mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts } },
      services: [],
    }),
  );
  expectOk(run('channel.connect', whatsappAccount));
}

/** For tests: what a customer writes. */
export function wrote(
  text: string,
  { phone = '447700900001', at = monday }: { phone?: string; at?: number } = {},
): ArgsOf<'inbox.ingest'> {
  const event = {
    kind: 'message',
    channel: 'whatsapp',
    accountId: whatsappAccount.phoneNumberId,
    customer: { phone, name: `José ${phone.slice(-1)}` },
    externalId: `wamid.${phone}.${at}.${text.length}`,
    at,
    receivedAt: at,
    place: 0,
    type: 'text',
    text,
    echo: false,
  };
  return { events: [event as never] };
}

/** For tests: a business with two members, whose rules run when they are asked to. */
export function createRuledBusiness() {
  const memory = createMemoryRecords();
  memory.context.now = monday;
  setUpBusiness(memory.run);
  for (const [index, id] of ['ana', 'bo'].entries())
    memory.apply([
      {
        collection: 'members',
        id,
        path: [],
        before: undefined,
        after: { id, name: id, createdAt: index },
      },
    ]);
  const rule = (when: ArgsOf<'rule.save'>['when'], ...actions: ArgsOf<'rule.save'>['actions']): string =>
    expectOk(memory.run('rule.save', { when, actions, isOn: true })).id;
  const due = (): { ruleId: string; cause: Cause }[] =>
    rulesInOrder(memory.records).flatMap((each) =>
      causesOf(memory.records, each, { from: each.since, to: memory.context.now }).map((cause) => ({
        ruleId: each.id,
        cause,
      })),
    );
  /** What a device does when it looks. */
  const look = (): void => {
    for (const { ruleId, cause } of due()) {
      const { aboutId, key, step, dueAt } = cause;
      for (const name of ['rule.run', 'rule.send'] satisfies AppCommandName[])
        memory.run(name, { ruleId, aboutId, key, step, dueAt });
    }
  };
  const ingest = (...args: Parameters<typeof wrote>): void =>
    void expectOk(memory.run('inbox.ingest', wrote(args[0], { at: memory.context.now, ...args[1] })));
  const talk = () => memory.list('conversations')[0]!;
  return {
    ...memory,
    rule,
    look,
    ingest,
    talk,
    sent: () => memory.messages().filter((m) => m.direction === 'out'),
  };
}
