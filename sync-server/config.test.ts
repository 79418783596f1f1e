import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const wrong = (env: Record<string, string>) => {
  const read = readConfig(env);
  return read.ok ? undefined : read.error;
};

test('without any setting a relay listens on this machine only, and takes in its first workspace', () => {
  expect(readConfig({})).toMatchObject({
    ok: true,
    value: {
      RELAY_HOST: '127.0.0.1',
      RELAY_PORT: 4600,
      RELAY_WORKSPACES: 'first',
      RELAY_TRUSTED_PROXIES: [],
    },
  });
});

test('a setting that cannot work is named, with what it should be', () => {
  const url = 'postgres://relay@localhost/relay';
  expect(wrong({ DATABASE_URL: url })).toContain('RELAY_SECRET: with DATABASE_URL');
  expect(wrong({ DATABASE_URL: url, RELAY_SECRET: 's'.repeat(32) })).toBeUndefined();
  expect(wrong({ DATABASE_URL: 'mysql://x' })).toContain('DATABASE_URL must be');
  expect(wrong({ RELAY_SECRET: 'short' })).toContain('32 characters');
  const shared = { DATABASE_URL: url, RELAY_SECRET: 's'.repeat(32) };
  expect(wrong({ ...shared, RELAY_WORKSPACES: 'token' })).toContain('RELAY_WORKSPACE_TOKENS');
  expect(wrong({ RELAY_METRICS_TOKEN: 'short' })).toContain('16 characters');
  expect(wrong({ RELAY_WORKSPACES: 'token', RELAY_WORKSPACE_TOKENS: 'short' })).toContain('16 characters');
  expect(wrong({ RELAY_WORKSPACES: 'everybody' })).toContain('RELAY_WORKSPACES');
});
