import { beforeEach, expect, test } from 'vitest';
import { obtainToken, type TokenWindow } from './bridge-token.ts';

beforeEach(() => sessionStorage.clear());

/** A window at an address, before a host that sells one token for the key `good`. */
function windowAt(hash: string) {
  const addresses: string[] = [];
  const page: TokenWindow = {
    location: { hash, pathname: '/jobs', search: '' } as Location,
    history: {
      state: null,
      replaceState: (_state: unknown, _title: string, url: string) => void addresses.push(url),
    } as unknown as History,
    sessionStorage,
    async fetch(_place, init) {
      const { key } = JSON.parse(init?.body as string) as { key: string };
      return key === 'good' ? Response.json({ token: 'token-1' }) : new Response(null, { status: 403 });
    },
  };
  return { page, addresses };
}

test('the key leaves the address at once, and its token outlives a reload', async () => {
  const { page, addresses } = windowAt('#key=good');
  const opening = obtainToken(page);
  expect(addresses).toEqual(['/jobs']);
  expect(await opening).toBe('token-1');
  expect(await obtainToken(windowAt('').page)).toBe('token-1');
});

test('a reload of the address with its used key keeps the session', async () => {
  await obtainToken(windowAt('#key=good').page);
  expect(await obtainToken(windowAt('#key=used').page)).toBe('token-1');
});

test('a window that Plumbline did not open has no session', async () => {
  expect(await obtainToken(windowAt('').page)).toBeUndefined();
  expect(await obtainToken(windowAt('#key=wrong').page)).toBeUndefined();
});
