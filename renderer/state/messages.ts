import { useMemo } from 'react';
import type { Message } from '#shared/domain/conversation.ts';
import { findMessages, type MessageTables } from '#shared/records/messages.ts';
import { useTable } from './records.ts';

/** All messages with what became of them, to be asked by index; another object whenever either changes. */
export function useMessageTables(): MessageTables {
  const messages = useTable('messages');
  const states = useTable('messageStates');
  return useMemo(() => ({ messages, states }), [messages, states]);
}

/** The messages of a conversation as they are now, in no particular order. */
export function useMessages(conversationId: string): Message[] {
  const tables = useMessageTables();
  return useMemo(() => findMessages(tables, 'conversationId', conversationId), [tables, conversationId]);
}
