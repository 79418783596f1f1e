import { expect, test } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createAwareness, nothingNew } from './awareness.ts';

function device(state: Record<string, unknown> | null) {
  const awareness = new Awareness(new Y.Doc());
  awareness.setLocalState(state);
  return {
    awareness,
    id: awareness.clientID,
    message: () => encodeAwarenessUpdate(awareness, [awareness.clientID]),
  };
}

test('an echo is not passed on, so that devices do not talk in circles', () => {
  const room = createAwareness<string>(() => 0);
  const one = device({ at: 'desk' });
  expect(room.receive(one.message(), 'one')).not.toEqual({ news: undefined });
  expect(room.receive(one.message(), 'two')).toEqual({ news: undefined });
  one.awareness.setLocalState({ at: 'job' });
  expect(room.receive(one.message(), 'one')).not.toEqual({ news: undefined });
});

test('a stock client understands who is there, who left, and the heartbeat', () => {
  const room = createAwareness<string>(() => 0);
  const one = device({ at: 'desk' });
  const listener = device(null);
  room.receive(one.message(), 'one');
  applyAwarenessUpdate(listener.awareness, room.all()!, 'relay');
  applyAwarenessUpdate(listener.awareness, nothingNew, 'relay');
  expect(listener.awareness.getStates().get(one.id)).toEqual({ at: 'desk' });
  expect(room.leave('two')).toBeUndefined();
  applyAwarenessUpdate(listener.awareness, room.leave('one')!, 'relay');
  expect(listener.awareness.getStates().has(one.id)).toBe(false);
  expect(room.all()).toBeUndefined();
});

test('a malformed message is told as such', () => {
  expect(createAwareness<string>(() => 0).receive(new Uint8Array([1, 1, 9]), 'one')).toBe('malformed');
});
