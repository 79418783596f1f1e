import { expect, test } from 'vitest';
import { createBridgeAuth } from './bridge-auth.ts';

function open() {
  let secrets = 0;
  return createBridgeAuth({ newSecret: () => `secret-${++secrets}` });
}

test('a key opens one window, once', () => {
  const auth = open();
  expect(auth.accepts('secret-2')).toBe(false);
  const token = auth.exchange(auth.key);
  expect(auth.accepts(token)).toBe(true);
  expect(auth.exchange(auth.key)).toBeUndefined();
});

test('when the window is closed a new key opens another; the former may come back by a reload until then, and not after', () => {
  const auth = open();
  const former = auth.exchange(auth.key);
  const oldKey = auth.key;
  const key = auth.renew();
  expect(auth.accepts(former)).toBe(true);
  expect(auth.exchange(oldKey)).toBeUndefined();
  const token = auth.exchange(key);
  expect(auth.accepts(token)).toBe(true);
  expect(auth.accepts(former)).toBe(false);
  expect(auth.exchange(key)).toBeUndefined();
});
