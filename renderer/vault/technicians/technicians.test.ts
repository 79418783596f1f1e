import { expect, test } from 'vitest';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { Rule } from '#shared/domain/audit.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { createRecordChanges } from '../books/record-changes.ts';
import type { Claim } from '../claims/claims.ts';
import { createWorkspace } from '../testing/world.ts';
import { createTechnicians } from './technicians.ts';

/** By which rules a device answers whoever writes from a number, Ben's or a customer's. */
async function servedBy({ isOwner = true, claim = 'mine' as Claim, phone = '353871112222', looks = 1 } = {}) {
  const world = withAutopilot('Hello');
  Object.assign(world.context, { isOwner: true });
  world.put('members', { id: 'ben', name: 'Ben', createdAt: 0 });
  expectOk(world.run('team.setPhone', { id: 'ben', phone: '087 111 2222', isServed: true }));
  const event = {
    kind: 'message',
    channel: 'whatsapp',
    accountId: 'shop',
    externalId: 'wamid.9',
    customer: { phone, name: 'Benny' },
    at: world.context.now,
    type: 'text',
    text: 'Hello',
    echo: false,
  } as const;
  expectOk(world.run('inbox.ingest', { events: [event] }));
  const rules: Rule[] = [];
  for (let look = 0; look < looks; look += 1) {
    const work = createWork(systemTimers);
    const technicians = createTechnicians({
      changes: createRecordChanges({ work }),
      work,
      records: world.records,
      run: async <Name extends AppCommandName>(name: Name, args: ArgsOf<Name>, rule: Rule) => {
        rules.push(rule);
        return world.run(name, args);
      },
      claims: { take: async () => claim },
      isOwner: () => isOwner,
      now: () => world.context.now,
    });
    technicians.wake();
    await work.quiet();
    await work[Symbol.asyncDispose]();
  }
  const said = world.list('messages').filter(({ direction }) => direction === 'out');
  return { rules, said };
}

test('an owner’s device serves a member once, by a rule that names them and their message', async () => {
  const { rules, said } = await servedBy({ looks: 3 });
  expect(rules).toMatchObject([{ name: 'technician', memberId: 'ben' }]);
  expect(said).toHaveLength(1);
});

test('no other device does, none without the claim, and nobody is taken for a member', async () => {
  expect((await servedBy({ isOwner: false })).rules).toEqual([]);
  expect((await servedBy({ claim: 'other' })).rules).toEqual([]);
  expect((await servedBy({ phone: '353879999999' })).rules).toEqual([]);
});

test('the audit log names the rule, the member and the message by which something was done', async () => {
  const vault = await createWorkspace('technician-audit');
  await vault.run('team.renameMember', { id: 'ben', name: 'Ben' });
  await vault.run('team.setPhone', { id: 'ben', phone: '+353871112222', isServed: true });
  const event = {
    kind: 'message',
    channel: 'whatsapp',
    accountId: 'shop',
    externalId: 'wamid.9',
    customer: { phone: '353871112222', name: 'Benny' },
    at: Date.now(),
    type: 'text',
    text: 'Hello',
    echo: false,
  } as const;
  await vault.run('inbox.ingest', { events: [event] });
  const messageId = vault.table('messages').find(({ direction }) => direction === 'in')?.id;
  const entry = async () =>
    expectOk(await vault.api.auditPage({ command: 'technician.serve' }, 1)).lines[0]?.entry;
  await eventually(async () => (await entry()) !== undefined, 'the member to be served');
  expect(await entry()).toMatchObject({ rule: { name: 'technician', memberId: 'ben', messageId } });
});
