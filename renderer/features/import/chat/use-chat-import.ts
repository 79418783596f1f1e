import { useState } from 'react';
import type { Contact } from '#shared/domain/contact.ts';
import { isPhoneNumber, isSamePhone } from '#shared/domain/phone.ts';
import type { ChatOrder } from '#shared/import/chat/chat-order.ts';
import { fold } from '#shared/lib/fold.ts';
import { save } from '#renderer/state/commands.ts';
import { readTable, useRecord } from '#renderer/state/records.ts';
import type { ChatReader, OpenedChat } from '../reading/chat-reader.ts';
import { startChatReader } from '../reading/start-reader.ts';
import { useFileImport } from '../use-file-import.ts';
import { sendChat } from './send-chat.ts';

/** Stands in the list for a customer who is not there yet. */
export const newcomer = 'new:';

export type ChatOutcome = NonNullable<Awaited<ReturnType<typeof sendChat>>>;
export type ChatWork = ReturnType<typeof useChatImport>;

/** An exported chat on its way into a conversation: chosen, asked about, sent. Nothing is saved before `start`. */
export function useChatImport() {
  const { country = '', timeZone = 'UTC' } = useRecord('business', 'business') ?? {};
  const {
    read,
    take,
    reader,
    forget: forgetFile,
    ...file
  } = useFileImport<ChatReader, ChatOutcome>(startChatReader, 'chat');
  const [chat, setChat] = useState<OpenedChat>();
  const [us, setUs] = useState<string[]>([]);
  const [contactId, setContactId] = useState<string | null>(null);
  const [order, setOrder] = useState<ChatOrder>();

  async function choose(chosen: File): Promise<void> {
    forget();
    const opened = await read(chosen, (started) => started.open(chosen, timeZone));
    if (opened === undefined) return;
    const own = usBefore(opened);
    setChat(opened);
    setOrder(opened.order);
    setUs(own);
    if (own.length > 0) setContactId(customerIn(opened, own, country));
  }

  function chooseUs(names: string[]): void {
    setUs(names);
    if (chat !== undefined) setContactId(customerIn(chat, names, country));
  }

  async function chooseOrder(next: ChatOrder): Promise<void> {
    setOrder(next);
    const found = await reader()?.inOrder(next);
    if (found !== undefined) setChat({ ...found, order: undefined });
  }

  async function start(): Promise<void> {
    const total = chat?.said ?? 0;
    const chosen = await contactOf(contactId, country);
    if (chosen === undefined) return;
    const isGroup = (chat?.authors.length ?? 0) > us.length + 1;
    const about = { fileName: file.name.slice(0, 200), contactId: chosen, us: new Set(us), isGroup, total };
    await take(total, (started, steps) => sendChat({ reader: started, ...about, ...steps }));
  }

  function forget(): void {
    forgetFile();
    setChat(undefined);
    setUs([]);
    setContactId(null);
    setOrder(undefined);
  }

  const chooseContact = setContactId;
  return { ...file, chat, us, contactId, order, choose, chooseUs, chooseContact, chooseOrder, start, forget };
}

/** By which name the business was called in chats before, where it is called so here. */
function usBefore({ authors }: OpenedChat): string[] {
  const before = new Set([...readTable('imports').values()].flatMap(({ us = [] }) => us));
  return authors.map(({ name }) => name).filter((name) => before.has(name));
}

/** Whom the chat is most likely with: by number or by name, or somebody new. */
function customerIn({ authors }: OpenedChat, us: readonly string[], country: string): string | null {
  const [other, ...more] = authors.map(({ name }) => name).filter((name) => !us.includes(name));
  if (us.length === 0 || other === undefined || more.length > 0) return null;
  const isSame = ({ name, phones = {}, mergedInto }: Contact): boolean =>
    mergedInto === undefined &&
    (isPhoneNumber(other, country)
      ? Object.values(phones).some((phone) => isSamePhone(phone.number, other, country))
      : fold(name) === fold(other));
  const found = [...readTable('contacts').values()].filter(isSame);
  return found.length > 1 ? null : (found[0]?.id ?? newcomer + other);
}

/** The contact that was chosen, or a new one. */
async function contactOf(chosen: string | null, country: string): Promise<string | undefined> {
  if (chosen === null) return undefined;
  if (!chosen.startsWith(newcomer)) return chosen;
  const name = chosen.slice(newcomer.length);
  const phones = isPhoneNumber(name, country) ? { phone: { number: name } } : undefined;
  const made = await save('contact.create', { name, ...(phones !== undefined && { phones }) });
  return made.ok ? made.value.id : undefined;
}
