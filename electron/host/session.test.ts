import { expect, test } from 'vitest';
import { createHostSession } from './session.ts';

function open() {
  let secrets = 0;
  return createHostSession({ newSecret: () => `secret-${++secrets}` });
}

test('a key opens one window, once', () => {
  const session = open();
  expect(session.accepts('secret-2')).toBe(false);
  const token = session.exchange(session.key);
  expect(session.accepts(token)).toBe(true);
  expect(session.exchange(session.key)).toBeUndefined();
});

test('when the window is closed a new key opens another; the former may come back by a reload until then, and not after', () => {
  const session = open();
  const former = session.exchange(session.key);
  const oldKey = session.key;
  const key = session.renew();
  expect(session.accepts(former)).toBe(true);
  expect(session.exchange(oldKey)).toBeUndefined();
  const token = session.exchange(key);
  expect(session.accepts(token)).toBe(true);
  expect(session.accepts(former)).toBe(false);
  expect(session.exchange(key)).toBeUndefined();
});
