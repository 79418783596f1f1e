import { composeMessage } from '#shared/domain/compose-message.ts';
import type { Message, MessageState, WrittenMessage } from '#shared/domain/conversation.ts';
import { provenMessage } from '#shared/domain/message-proof.ts';
import type { RecordReader } from './reader.ts';
import type { FieldsOf, KnownRecord, OptionalFieldOf } from './types.ts';
import type { RecordWriter } from './writer.ts';

/** Where messages and what became of them are found, by id and by index. */
export interface MessageTables {
  messages: Table<WrittenMessage>;
  states: Table<MessageState>;
}

interface Table<Row> {
  get(id: string): Row | undefined;
  by(field: SharedField, value: string): Row[];
}

/** What both a message and its state may say; the state's word is the later one. */
type SharedField = 'conversationId' | 'externalId';

type Reader = Pick<RecordReader, 'get' | 'by'>;

/** The message as it is now. */
export function readMessage(records: Pick<RecordReader, 'get'>, id: string): Message | undefined {
  const written = records.get('messages', id);
  return written && composeMessage(written, records.get('messageStates', id));
}

/** The messages of a conversation, or of an id of Meta's, as they are now; in no particular order. */
export function messagesBy(records: Reader, field: SharedField, value: string): Message[] {
  const table = (name: 'messages' | 'messageStates') => ({
    get: (id: string) => records.get(name, id),
    by: (of: SharedField, equal: string) => records.by(name, of, equal),
  });
  const tables = { messages: table('messages'), states: table('messageStates') };
  return findMessages(tables as MessageTables, field, value);
}

/** See `messagesBy`. */
export function findMessages(
  { messages, states }: MessageTables,
  field: SharedField,
  value: string,
): Message[] {
  const found = new Map(messages.by(field, value).map((written) => [written.id, written]));
  for (const { id } of states.by(field, value)) {
    const written = found.get(id) ?? messages.get(id);
    if (written !== undefined) found.set(id, written);
  }
  const all = Array.from(found.values(), (written) => composeMessage(written, states.get(written.id)));
  return all.filter((message) => message !== undefined && message[field] === value) as Message[];
}

/** All messages as they are now. */
export function* allMessages(records: Pick<RecordReader, 'get' | 'all'>): Iterable<Message> {
  for (const written of records.all('messages')) {
    const message = composeMessage(written, records.get('messageStates', written.id));
    if (message !== undefined) yield message;
  }
}

/** Makes a message's state where it has none yet: bare, so that two devices make the same. */
export function openState(writer: RecordWriter, id: string): void {
  const written = writer.get('messages', id);
  if (written === undefined || writer.get('messageStates', id) !== undefined) return;
  writer.create('messageStates', { id, at: written.at });
}

/** Notes what became of a message. */
export function patchState(writer: RecordWriter, id: string, fields: FieldsOf<'messageStates'>): void {
  openState(writer, id);
  writer.patch('messageStates', id, fields);
}

/** Takes back what was noted. */
export function unsetState(
  writer: RecordWriter,
  id: string,
  ...fields: OptionalFieldOf<'messageStates'>[]
): void {
  if (writer.get('messageStates', id) !== undefined) writer.unset('messageStates', id, ...fields);
}

/** A message before it has an id. */
export type NewMessage = Omit<KnownRecord<'messages'>, 'id'>;

/** Writes a message under the id that it proves. Tells the id. */
export function writeMessage(writer: RecordWriter, message: NewMessage): string {
  const proven = provenMessage(message);
  writer.create('messages', proven);
  return proven.id;
}

/** Writes a message that has to be sent, and that it waits. `now`: epoch milliseconds. */
export function writeQueued(writer: RecordWriter, message: NewMessage, now: number): Message {
  const id = writeMessage(writer, message);
  openState(writer, id);
  writer.putEntry('messageStates', id, 'statuses', 'queued', now);
  return readMessage(writer, id)!;
}

/** Takes away a message that was written here, before anybody has had it. */
export function discardMessage(writer: RecordWriter, id: string): void {
  patchState(writer, id, { discarded: true });
}
