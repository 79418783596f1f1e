import { expect, test } from 'vitest';
import { senderPolicy } from './policy.ts';

const mailAccount = { host: 'mail.rivera.example', port: 465, security: 'tls' };

test('locked, it reaches the relay, the channels and the mailbox of what is due, and nothing else', () => {
  const { localOnly, origins } = senderPolicy({
    relayUrl: 'https://relay.example/',
    records: { mailAccounts: [mailAccount as never] },
  });
  const reached = Object.entries(origins).filter(([, urls]) => urls.length > 0);
  expect(localOnly).toBe(true);
  expect(Object.fromEntries(reached)).toEqual({
    relay: ['https://relay.example'],
    mail: ['smtps://mail.rivera.example:465'],
  });
});
