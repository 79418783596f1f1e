import { expect, test } from 'vitest';
import * as decoding from 'lib0/decoding';
import {
  authBytes,
  encodePersisted,
  messageType,
  offerProtocols,
  readPersisted,
  tokenOffered,
} from './protocol.ts';

test('an acknowledgement says which state is stored', () => {
  const decoder = decoding.createDecoder(encodePersisted(new Uint8Array([1, 2, 3])));
  expect(decoding.readVarUint(decoder)).toBe(messageType.persisted);
  expect(readPersisted(decoder)).toEqual(new Uint8Array([1, 2, 3]));
});

test('the token travels as a subprotocol, and only beside ours', () => {
  expect(tokenOffered(offerProtocols('abc'))).toBe('abc');
  expect(tokenOffered(['token.abc'])).toBeUndefined();
  expect(tokenOffered(['plumbline.v1'])).toBeUndefined();
});

test('a sign-in is bound to each part of its claim', () => {
  const claim = { relayId: 'r', workspace: 'w', device: 'd', challenge: 'c' };
  for (const part of ['relayId', 'workspace', 'device', 'challenge'] as const) {
    expect(authBytes({ ...claim, [part]: 'x' })).not.toEqual(authBytes(claim));
  }
});
