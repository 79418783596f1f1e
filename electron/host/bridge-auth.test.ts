import { expect, test } from 'vitest';
import { createBridgeAuth } from './bridge-auth.ts';

function open(token?: string) {
  let secrets = 0;
  const newSecret = () => `secret-${++secrets}`;
  return createBridgeAuth(token === undefined ? { newSecret } : { newSecret, token });
}

test('a key opens one window, once, and nothing opens one before there is a key', () => {
  const auth = open();
  for (const nothing of [undefined, '', 'undefined']) expect(auth.exchange(nothing)).toBeUndefined();
  const key = auth.newKey();
  expect(auth.accepts(key)).toBe(false);
  const token = auth.exchange(key);
  expect(auth.accepts(token)).toBe(true);
  expect(auth.exchange(key)).toBeUndefined();
});

test('when the window is closed a new key opens another; the former may come back by a reload until then, and not after', () => {
  const auth = open();
  const oldKey = auth.newKey();
  const former = auth.exchange(oldKey);
  const unused = auth.newKey();
  const key = auth.newKey();
  expect(auth.accepts(former)).toBe(true);
  for (const worthless of [oldKey, unused]) expect(auth.exchange(worthless)).toBeUndefined();
  const token = auth.exchange(key);
  expect(auth.accepts(token)).toBe(true);
  expect(auth.accepts(former)).toBe(false);
});

test('in development a window outlives the shell that is started anew', () => {
  const auth = open('of-the-first-shell');
  expect(auth.accepts('of-the-first-shell')).toBe(true);
  expect(auth.exchange(auth.newKey())).toBe('of-the-first-shell');
});
