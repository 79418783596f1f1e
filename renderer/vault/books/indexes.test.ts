import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { provenMessage } from '#shared/domain/message-proof.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { createTables } from './tables.ts';

/** What happens to a month of messages: written here, come from another device, named by Meta, taken away. */
const stepSchema = fc.record({
  salt: fc.constantFrom('a', 'b', 'c', 'd'),
  conversationId: fc.constantFrom('talk-1', 'talk-2'),
  externalId: fc.constantFrom(undefined, 'wamid.1', 'wamid.2'),
  isRemoved: fc.boolean(),
  isElsewhere: fc.boolean(),
  isAsked: fc.boolean(),
});

test('messages are found by conversation and by Meta’s id as if all had been looked through', () => {
  fc.assert(
    fc.property(fc.array(stepSchema, { maxLength: 30 }), (steps) => {
      const here = new Y.Doc();
      const elsewhere = new Y.Doc();
      const tables = createTables(here, 'talk-2026-11', () => {});
      const found = (field: 'conversationId' | 'externalId', value: string) =>
        tables.by('messages', field, value).map(({ id }) => id);
      for (const { salt, isRemoved, isElsewhere, isAsked, ...fields } of steps) {
        const list = (isElsewhere ? elsewhere : here).getArray<JsonObject>('messages');
        const message = provenMessage({ direction: 'in', type: 'text', at: 1, salt, ...fields });
        const at = list.toArray().findIndex((one) => one['id'] === message.id);
        if (!isRemoved) list.push([message as JsonObject]);
        else if (at >= 0) list.delete(at);
        Y.applyUpdate(here, Y.encodeStateAsUpdate(elsewhere));
        Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(here));
        if (!isAsked) continue;
        const all = [...tables.records('messages').values()];
        const looked = (field: 'conversationId' | 'externalId', value: string) =>
          new Set(all.filter((message) => message[field] === value).map((message) => message['id']));
        for (const value of ['talk-1', 'talk-2'])
          expect(new Set(found('conversationId', value))).toEqual(looked('conversationId', value));
        for (const value of ['wamid.1', 'wamid.2'])
          expect(new Set(found('externalId', value))).toEqual(looked('externalId', value));
      }
    }),
  );
});
