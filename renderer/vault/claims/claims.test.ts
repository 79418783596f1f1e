import { expect, test } from 'vitest';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { ok } from '#shared/lib/result.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import { foundWorkspace } from '../testing/found-workspace.ts';
import { claimsKey, createClaims } from './claims.ts';

const crypto = webCrypto(globalThis.crypto);

test('while two histories of the team stand, nothing is claimed: what must not happen twice waits', async () => {
  const keybag = await foundWorkspace(crypto);
  let asked = 0;
  const client = {
    async signed() {
      asked++;
      return ok({ granted: true });
    },
  } as Partial<RelayClient> as RelayClient;
  let isHeldBack = true;
  const claims = createClaims({
    crypto,
    workspace: keybag.workspace,
    key: () => claimsKey(crypto, keybag),
    client: () => client,
    isHeldBack: () => isHeldBack,
  });
  expect([await claims.take('send', 'm1'), asked]).toEqual(['unknown', 0]);
  isHeldBack = false;
  expect([await claims.take('send', 'm1'), asked]).toEqual(['mine', 1]);
});
