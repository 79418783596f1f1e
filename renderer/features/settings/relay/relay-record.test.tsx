import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { startMessages } from '#renderer/locales/i18n.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import type { Health } from '#renderer/vault/api.ts';
import { RelayRecord } from './relay-record.tsx';

beforeAll(() => startMessages());

const well = { relayLosses: [], missingWork: [], doubts: [], unconfirmed: [] };

async function show(health: Partial<Health>): Promise<void> {
  await startStubVault({ health: async () => ({ ...well, ...health }) as unknown as Health });
  mount(<RelayRecord />);
}

const words = (text: string | RegExp) => page.getByText(text);

test('where all is well, one line says so', async () => {
  await show({});
  await expect.element(words('Everything that it has confirmed')).toBeVisible();
});

test('older work on one person’s word is said calmly, and is no sign of tampering', async () => {
  await show({ unconfirmed: ['d1'] });
  await expect.element(words(/^Older work is here on the word of .+ alone$/)).toBeVisible();
  await expect.element(words(/You need not do anything\.$/)).toBeVisible();
  await expect.element(words('Everything that it has confirmed')).toBeVisible();
});

test('a sign of tampering names the device and says what to do', async () => {
  await show({ doubts: [{ kind: 'disproved', deviceId: 'd1' }, { kind: 'taken-away' }] });
  await expect.element(words(/has summed up the team’s work as something else than it is$/)).toBeVisible();
  await expect.element(words(/remove it under Team if need be\.$/)).toBeVisible();
  await expect.element(words('Work was taken out of the relay')).toBeVisible();
  await expect.element(words('Everything that it has confirmed')).not.toBeInTheDocument();
});
