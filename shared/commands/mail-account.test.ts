import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from './testing.ts';

const client = { provider: 'google' as const, clientId: '4711-of-the-owner', clientSecret: 'GOCSPX-secret' };
const wish = { address: 'office@rivera.example', name: 'Rivera Heating', client, refreshToken: 'first' };

test('a mailbox is connected by signing in, with its provider’s server and no password, and keeps its key apart', () => {
  const { run, list } = createMemoryRecords();
  expectOk(run('mail.signIn', wish));
  const [account] = list('mailAccounts');
  expect(account).toMatchObject({ host: 'smtp.gmail.com', port: 465, user: wish.address });
  expect(account).not.toHaveProperty('password');
  expect(JSON.stringify(account)).not.toMatch(/first|GOCSPX/);
  expect(list('mailKeys')).toMatchObject([{ id: account!.id, refreshToken: 'first' }]);
});

test('who signs in where a password was needed before keeps the mailbox, and what waits goes on', () => {
  const { run, list } = createMemoryRecords();
  const { address, name } = wish;
  const place = { host: 'mail.rivera.example', port: 587, security: 'starttls' as const };
  const { id } = expectOk(run('mail.connect', { address, name, ...place, user: address, password: 'old' }));
  expectOk(run('mail.noteSignedOut', { id }));
  expect(list('mailAccounts')[0]?.trouble).toBeDefined();
  expectOk(run('mail.signIn', { ...wish, address: address.toUpperCase() }));
  expect(list('mailAccounts')).toHaveLength(1);
  const signedIn = { id, address, host: 'smtp.gmail.com', port: 465, signIn: { provider: 'google' } };
  expect(list('mailAccounts')[0]).toMatchObject(signedIn);
  expect(list('mailAccounts')[0]).not.toHaveProperty('password');
  expect(list('mailAccounts')[0]).not.toHaveProperty('trouble');
});

test('disconnected, the key of Google stays until it is given back, and that of Microsoft goes at once', () => {
  const { run, list } = createMemoryRecords();
  const { id } = expectOk(run('mail.signIn', wish));
  expectOk(run('mail.disconnect', { id }));
  expect(list('mailAccounts')).toEqual([]);
  expect(list('mailKeys')).toMatchObject([{ id, leftAt: expect.any(Number) }]);
  expect(run('mail.renewKey', { id, refreshToken: 'another' }).ok).toBe(false);
  expectOk(run('mail.noteLeft', { id }));
  expect(list('mailKeys')).toEqual([]);
  const microsoft = { provider: 'microsoft' as const, clientId: 'b2c1-of-the-owner' };
  const { id: other } = expectOk(run('mail.signIn', { ...wish, client: microsoft }));
  expect(list('mailAccounts')[0]).toMatchObject({ host: 'smtp.office365.com', port: 587 });
  expectOk(run('mail.disconnect', { id: other }));
  expect(list('mailKeys')).toEqual([]);
});
