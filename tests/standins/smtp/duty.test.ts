import { afterEach, expect, test } from 'vitest';
import { accountIdOf } from '#shared/domain/channel.ts';
import { expectOk } from '#shared/lib/result.ts';
import { openMailWorld } from './mail-world.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

test('of a breach with a high risk everybody concerned is told, whatever they have agreed to; nothing else goes that way', async () => {
  const { memory, person, smtp, look, account } = await openMailWorld(ends);
  const marta = person('Marta', 'marta@example.com');
  const said = { contactId: marta, purposes: ['marketing' as const], given: false };
  expectOk(memory.run('consent.record', said));
  const noticedAt = memory.context.now;
  const { id: breachId } = expectOk(memory.run('breach.record', { title: 'Lost phone', noticedAt }));
  expectOk(memory.run('breach.update', { id: breachId, fields: { affected: {} } }));
  const letter = {
    name: 'Lost phone',
    audience: { of: 'breach' as const, breachId },
    accountId: accountIdOf(account()),
    mail: { subject: 'About your data', text: 'A phone with your address was lost.' },
    values: {},
  };
  expect(memory.run('broadcast.create', letter)).toMatchObject({
    ok: false,
    error: { code: 'broadcast.breach' },
  });
  expectOk(memory.run('breach.update', { id: breachId, fields: { risk: 'high' } }));
  const { id } = expectOk(memory.run('broadcast.create', letter));
  expectOk(memory.run('broadcast.start', { id, reaches: 1 }));
  await look();
  expect(smtp.taken).toHaveLength(1);
  // It is no advertisement, so there is nothing to unsubscribe from.
  expect(smtp.taken[0]?.raw).not.toContain('List-Unsubscribe');
});
