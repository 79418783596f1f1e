import { type Message, messageSchema, messageStateSchema } from '#shared/domain/conversation.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Change } from './change.ts';
import type { Judge } from './judge.ts';

/** For tests: takes everything for a record. */
export const everything: Judge = {
  misfits: () => [],
  misfitsOfOwn: () => [],
  mend: (record) => ({ record, setAside: [] }),
};

/** For tests: a message as it is read, as the changes that write it and what became of it. */
export function messageChanges(message: Message): Change[] {
  const became = Object.keys(messageStateSchema.shape).filter((field) => !(field in messageSchema.shape));
  const isState = ([field]: [string, unknown]): boolean => became.includes(field);
  const entries = Object.entries(message).filter(([, value]) => value !== undefined);
  const written = Object.fromEntries(entries.filter((entry) => !isState(entry)));
  const state = entries.filter(isState);
  const { id, at } = message;
  const change = (collection: Change['collection'], after: object): Change => ({
    collection,
    id,
    path: [],
    before: undefined,
    after: after as JsonObject,
  });
  const changes = [change('messages', written)];
  if (state.length > 0) changes.push(change('messageStates', { id, at, ...Object.fromEntries(state) }));
  return changes;
}
