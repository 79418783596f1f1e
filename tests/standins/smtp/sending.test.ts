import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountIdOf } from '#shared/domain/channel.ts';
import { expectOk } from '#shared/lib/result.ts';
import { startSmtp } from './server.ts';
import { openMailWorld, storedPdf } from './mail-world.ts';

/** E-mails through the queue that WhatsApp's messages go through, over the shell's service, to a mail server. */
const minute = 60_000;
const ends: (() => unknown)[] = [];
let world: Awaited<ReturnType<typeof openMailWorld>>;
beforeEach(async () => {
  world = await openMailWorld(ends);
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const send = (contactId: string, more: object = {}) =>
  expectOk(
    world.memory.run('mail.send', {
      contactId,
      to: 'marta@example.com',
      subject: 'Invoice A-2026-0001',
      text: 'Hello Marta',
      ...more,
    }),
  );

test('an invoice and its reminder reach the customer with the PDF, and stand as one thread in their mailbox', async () => {
  const marta = world.person('Marta', 'marta@example.com');
  const invoice = send(marta, { file: storedPdf, aboutId: 'invoice-1' });
  await expect.poll(() => world.state(invoice.id)).toBe('accepted');
  world.pass(minute);
  const reminder = send(marta, {
    subject: 'Reminder: invoice A-2026-0001',
    file: storedPdf,
    aboutId: 'invoice-1',
    purpose: 'paymentReminders',
  });
  await expect.poll(() => world.state(reminder.id)).toBe('accepted');
  const [first, second] = world.smtp.taken;
  const name = world.message(invoice.id).externalId!;
  expect(first?.raw).toContain(`Message-ID: ${name}\r\n`);
  expect(first?.raw).toContain('Content-Type: application/pdf');
  expect(second?.raw.replaceAll(/\r\n\s+/g, ' ')).toContain(`In-Reply-To: ${name}\r\n`);
  // What is written in the conversation follows the last one.
  world.pass(minute);
  const answer = expectOk(
    world.memory.run('message.send', { conversationId: reminder.conversationId, text: 'Thank you' }),
  );
  await expect.poll(() => world.state(answer.id)).toBe('accepted');
  expect(world.smtp.taken[2]?.raw).toContain('Subject: Re: Reminder: invoice A-2026-0001\r\n');
  expect(world.smtp.taken[2]?.to).toEqual(['marta@example.com']);
});

test('a server that puts it off gets it again some minutes later, once', async () => {
  const marta = world.person('Marta', 'marta@example.com');
  world.smtp.refuseNext('rcpt', { code: 451, words: '4.7.1 Greylisted' });
  const { id } = send(marta);
  await expect.poll(() => world.message(id).tries).toBe(1);
  expect(world.smtp.taken).toEqual([]);
  world.pass(10 * minute);
  await expect.poll(() => world.state(id)).toBe('accepted');
  expect(world.smtp.taken).toHaveLength(1);
});

test('an e-mail whose fate nobody knows is never sent again by itself, also after a restart; a person may', async () => {
  const marta = world.person('Marta', 'marta@example.com');
  world.smtp.breakAfterData();
  const { id } = send(marta);
  await expect.poll(() => world.message(id).attemptedAt).toBeDefined();
  await world.quiet();
  await world.restart();
  world.pass(30 * minute);
  await world.quiet();
  expect(world.state(id)).toBe('unconfirmed');
  expect(world.smtp.taken).toHaveLength(1);
  const again = expectOk(world.memory.run('message.retry', { id }));
  await expect.poll(() => world.state(again.id)).toBe('accepted');
  expect(world.smtp.taken).toHaveLength(2);
});

test('while the mail server is away everything waits, and goes out once it is there again', async () => {
  const marta = world.person('Marta', 'marta@example.com');
  const { port } = world.smtp;
  await world.smtp.stop();
  const { id } = send(marta);
  await world.quiet();
  expect(world.message(id)).toMatchObject({ statuses: { queued: expect.any(Number) } });
  expect(world.message(id).attemptedAt).toBeUndefined();
  const again = await startSmtp({ port });
  ends.push(() => again.stop());
  world.pass(minute);
  await expect.poll(() => world.state(id)).toBe('accepted');
  expect(again.taken).toHaveLength(1);
});

test('what waited when the program ended goes out after the start, from the one device that has the claim', async () => {
  const marta = world.person('Marta', 'marta@example.com');
  await world.smtp.stop();
  const { id } = send(marta);
  await world.quiet();
  world.claims.mine = false;
  await world.restart();
  await world.quiet();
  expect(world.claims.asked).toContain(id);
  expect(world.state(id)).toBe('queued');
});

test('a password that is not taken stops the mailbox, and what waits goes out once a new one is typed', async () => {
  const marta = world.person('Marta', 'marta@example.com');
  const { password } = world.account();
  expectOk(world.memory.run('mail.update', { id: world.mailboxId, fields: { password: 'wrong' } }));
  world.memory.context.now += minute;
  const first = send(marta);
  await expect.poll(() => world.account().trouble).toMatchObject({ code: 535 });
  // Within one moment e-mails have no order.
  world.memory.context.now += minute;
  const second = send(marta, { subject: 'Another one' });
  await world.quiet();
  expect(world.state(second.id)).toBe('queued');
  world.memory.context.now += minute;
  expectOk(world.memory.run('mail.update', { id: world.mailboxId, fields: { password } }));
  await expect.poll(() => world.state(first.id)).toBe('accepted');
  world.pass(minute);
  await expect.poll(() => world.state(second.id)).toBe('accepted');
  expect(world.account().trouble).toBeUndefined();
});

test('an address that is wrong is that e-mail’s failure, said at it; nobody else’s waits', async () => {
  const [marta, noah] = [
    world.person('Marta', 'marta@example.com'),
    world.person('Noah', 'noah@example.com'),
  ];
  world.smtp.refuseNext('rcpt', { code: 550, words: '5.1.1 No such user' });
  const wrong = send(marta);
  await expect.poll(() => world.state(wrong.id)).toBe('failed');
  expect(world.message(wrong.id).error).toMatchObject({
    code: 550,
    details: expect.stringContaining('5.1.1'),
  });
  // Within one moment a mailbox sends one.
  world.memory.context.now += minute;
  const right = send(noah, { to: 'noah@example.com' });
  await expect.poll(() => world.state(right.id)).toBe('accepted');
});

test('who is not to be contacted gets no e-mail either, and a mailbox that is gone sends nothing', async () => {
  const marta = world.person('Marta', 'marta@example.com');
  expectOk(world.memory.run('contact.setDoNotContact', { id: marta, on: true }));
  const letter = { contactId: marta, to: 'marta@example.com', subject: 'Hello', text: 'Hello' };
  expect(world.memory.run('mail.send', letter)).toMatchObject({
    ok: false,
    error: { code: 'contact.do-not-contact' },
  });
  const noah = { ...letter, contactId: world.person('Noah', 'noah@example.com') };
  expect(accountIdOf(world.account())).toBeDefined();
  expectOk(world.memory.run('mail.disconnect', { id: world.mailboxId }));
  expect(world.memory.run('mail.send', noah)).toMatchObject({
    ok: false,
    error: { code: 'mail.no-account' },
  });
  expect(world.smtp.connections).toBe(0);
});
