import { afterEach, expect, test } from 'vitest';
import type { MailAccess, OutgoingMail } from '#shared/bridge/contract.ts';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import { mailServerUrl } from '#shared/domain/channel.ts';
import { expectOk } from '#shared/lib/result.ts';
import { startSmtp } from '#tests/standins/smtp/server.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { createMailService } from './service.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

type Security = MailAccess['security'];

/** A mail server and the service that speaks to it. */
async function world(
  { server = 'starttls', client = server, patience = 5000 } = {} as {
    server?: Security;
    client?: Security;
    patience?: number;
  },
) {
  const smtp = await startSmtp({ security: server });
  ends.push(smtp.stop);
  const account: MailAccess = {
    name: 'Rivera Heating',
    address: 'office@rivera.example',
    host: '127.0.0.1',
    port: smtp.port,
    security: client,
    user: smtp.user,
    password: smtp.password,
  };
  let ids = 0;
  const guard = createEgressGuard({ now: () => 0, newId: () => `${ids++}` });
  guard.configure({ localOnly: true, origins: { mail: [mailServerUrl(account)] } });
  const lines: unknown[] = [];
  guard.watch(({ purpose, origin, allowed, bytes }) => lines.push({ purpose, origin, allowed, bytes }));
  const calls = createMailService({ guard, patience, now: () => Date.UTC(2026, 10, 30, 12) });
  const send = async (mail: Partial<OutgoingMail> = {}, as: Partial<MailAccess> = {}) =>
    expectOk(await calls['mail.send']({ account: { ...account, ...as }, mail: { ...letter, ...mail } }));
  return { smtp, account, guard, lines, calls, send };
}

const letter: OutgoingMail = {
  messageId: '<abc@rivera.example>',
  to: 'marta@example.com',
  subject: 'Invoice A-2026-0001',
  text: 'Hello Marta,\nhere it is.',
  references: [],
};

test('an invoice goes out encrypted with its file, under our own name of it, and leaves one line in the ledger', async () => {
  const { smtp, calls, send, lines, account } = await world();
  const bytes = new TextEncoder().encode('%PDF-1.7 invoice');
  expectOk(await calls['mail.putFile']({ upload: 'upload-1', piece: 0, last: true, bytes }));
  const file = { upload: 'upload-1', filename: 'A-2026-0001.pdf', mimeType: 'application/pdf' };
  expect(await send({ file, references: ['<first@rivera.example>'] })).toEqual({
    outcome: 'accepted',
    externalId: letter.messageId,
  });
  const [taken] = smtp.taken;
  expect(taken).toMatchObject({
    from: account.address,
    to: [letter.to],
    isSecure: true,
    signedInAs: smtp.user,
  });
  expect(taken?.raw).toContain('Message-ID: <abc@rivera.example>\r\n');
  expect(taken?.raw).toContain('In-Reply-To: <first@rivera.example>\r\n');
  expect(taken?.raw).toContain('filename=A-2026-0001.pdf');
  expect(taken?.raw).toContain(Buffer.from(bytes).toString('base64'));
  const origin = mailServerUrl(account);
  expect(lines).toEqual([{ purpose: 'mail', origin, allowed: true, bytes: expect.any(Number) }]);
});

test('nobody but the server that the settings name is spoken to, and only for e-mail', async () => {
  const { smtp, calls, account, guard, lines } = await world();
  await expect(guard.dial('relay', mailServerUrl(account), 0)).rejects.toThrow('Only e-mail goes');
  await expect(guard.dial('mail', 'https://127.0.0.1:1', 0)).rejects.toThrow('Only e-mail goes');
  guard.configure({ localOnly: true, origins: {} });
  const far = { ...account, host: 'mail.example.com' };
  const refused = await calls['mail.send']({ account: far, mail: letter });
  expect(refused).toMatchObject({ ok: false, error: { code: 'egress.refused' } });
  expect(lines.at(-1)).toMatchObject({ allowed: false, origin: `smtp://mail.example.com:${account.port}` });
  expect(smtp.connections).toBe(0);
});

test('without encryption nothing is said: no password, no word', async () => {
  const { smtp, send } = await world({ server: 'none', client: 'starttls' });
  const sent = await send();
  expect(sent).toMatchObject({ outcome: 'refused', code: 523 });
  expect(adviseOnSendError(sent as { code: number }, 'email')).toMatchObject({ reaction: 'reconnect' });
  expect(smtp.taken).toEqual([]);
  const tls = await world({ server: 'tls' });
  expect(await tls.send()).toMatchObject({ outcome: 'accepted' });
  expect(tls.smtp.taken[0]).toMatchObject({ isSecure: true });
});

test('a wrong password is told with the app password that helps, and Microsoft’s own answer with what helps there', async () => {
  const { smtp, send } = await world();
  const advice = (sent: unknown) => adviseOnSendError(sent as { code: number }, 'email');
  const wrong = await send({}, { password: 'my usual one' });
  expect(wrong).toMatchObject({ outcome: 'refused', code: 535, subcode: 5_007_008 });
  expect(advice(wrong)).toMatchObject({
    reaction: 'reconnect',
    sentence: expect.stringContaining('app password'),
  });
  const words = '5.7.30 Basic authentication is not supported for Client Submission.';
  smtp.refuseNext('auth', { code: 550, words });
  expect(advice(await send())).toMatchObject({
    reaction: 'reconnect',
    sentence: expect.stringContaining('Authenticated SMTP'),
  });
});

test('what a server puts off is tried again, what it refuses is that person’s, and a full day stops all', async () => {
  const { smtp, send } = await world();
  const reactionTo = async (at: 'rcpt' | 'data', code: number, words: string) => {
    smtp.refuseNext(at, { code, words });
    const sent = await send();
    expect(sent).toMatchObject({ outcome: 'refused', code, details: expect.stringContaining(words) });
    return adviseOnSendError(sent as { code: number }, 'email').reaction;
  };
  expect(await reactionTo('rcpt', 450, '4.2.0 Greylisted, see you in a minute')).toBe('retry');
  expect(await reactionTo('rcpt', 550, '5.1.1 No such user here')).toBe('never');
  expect(await reactionTo('data', 550, '5.4.5 Daily user sending limit exceeded')).toBe('stop');
  expect(await reactionTo('data', 552, '5.3.4 Message too big')).toBe('fix');
  expect(smtp.taken).toEqual([]);
});

test('a line that breaks after the last word leaves the fate unknown; before it, certainly nothing arrived', async () => {
  const { smtp, send } = await world();
  smtp.breakAfterData();
  expect(await send()).toMatchObject({ outcome: 'unknown' });
  expect(smtp.taken).toHaveLength(1);
  smtp.breakBeforeData();
  expect(await send()).toMatchObject({ outcome: 'unreachable' });
  await smtp.stop();
  expect(await send()).toMatchObject({ outcome: 'unreachable' });
  expect(smtp.taken).toHaveLength(1);
});

test('a server that says nothing is given up, and one that only takes its time is not', async () => {
  const slow = await world({ patience: 60_000 });
  slow.smtp.greetLate(300);
  expect(await slow.send()).toMatchObject({ outcome: 'accepted' });
  const silent = await world({ patience: 200 });
  silent.smtp.greetLate(30_000);
  expect(await silent.send()).toMatchObject({ outcome: 'unreachable' });
});
