import { useMemo, useState } from 'react';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Result } from '#shared/lib/result.ts';
import { save } from '../commands.ts';
import { showProblem } from '../notices.ts';
import { useNow } from '../now.ts';
import { useRecords, useTable } from '../records.ts';
import { vault } from '../vault-client.ts';
import { sendWay, type SendWay } from './send-way.ts';

export interface SendPdf {
  way: SendWay;
  isBusy: boolean;
  /** Whether it was taken; what stood in the way has been told. */
  send: (to: Conversation, make: () => Promise<Result<File>>, caption: string) => Promise<boolean>;
}

/** Sends a PDF to a customer, in the conversation that they have with the business. */
export function useSendPdf(contactId: string): SendPdf {
  const way = useSendWay(contactId);
  const [isBusy, setBusy] = useState(false);

  const send: SendPdf['send'] = async ({ id: conversationId }, make, caption) => {
    setBusy(true);
    const made = await make();
    const file = made.ok ? await vault().attach(made.value, made.value.name) : made;
    setBusy(false);
    if (!file.ok) {
      showProblem(file.error);
      return false;
    }
    return (await save('message.sendFile', { conversationId, file: file.value, caption })).ok;
  };
  return { way, isBusy, send };
}

/** How a document reaches a customer now. */
export function useSendWay(contactId: string): SendWay {
  const contacts = useTable('contacts');
  const conversations = useRecords('conversations');
  const now = useNow();
  return useMemo(() => {
    const target = (id: string) => mergedTarget(id, (each) => contacts.get(each));
    const customer = target(contactId);
    return sendWay(
      conversations.filter((each) => isPrivate(each) && target(each.contactId) === customer),
      now,
    );
  }, [contacts, conversations, contactId, now]);
}
