/** The fields by which messages are looked up: Meta names them by their id, a thread is a conversation's. */
export type MessageField = 'conversationId' | 'externalId';

type Indexed = { id?: unknown } & { [Field in MessageField]?: unknown };

/**
 * Ids of messages by what they are looked up by. It only grows: whoever asks looks at the record, which may say
 * something else by now.
 */
export class MessageIndex {
  /** An external id names one message nearly always: a set for each would be most of the index. */
  readonly #ids: Record<MessageField, Map<string, string | Set<string>>> = {
    conversationId: new Map(),
    externalId: new Map(),
  };

  add(message: Indexed): void {
    if (typeof message.id !== 'string') return;
    this.#put('conversationId', message.conversationId, message.id);
    this.#put('externalId', message.externalId, message.id);
  }

  ids(field: MessageField, value: string): Iterable<string> {
    const ids = this.#ids[field].get(value) ?? [];
    return typeof ids === 'string' ? [ids] : ids;
  }

  #put(field: MessageField, value: unknown, id: string): void {
    if (typeof value !== 'string') return;
    const ids = this.#ids[field].get(value);
    if (ids === undefined) this.#ids[field].set(value, id);
    else if (typeof ids !== 'string') ids.add(id);
    else if (ids !== id) this.#ids[field].set(value, new Set([ids, id]));
  }
}
