import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RenderOptions } from '#shared/domain/document/render.ts';
import { writeMoney } from '#shared/domain/document/view.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { save } from '#renderer/state/commands.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecords, useTable } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { makePdf } from '#renderer/state/paper/make-pdf.ts';
import { sendWay, type SendWay } from './send-way.ts';

export interface SendInvoice {
  way: SendWay;
  isBusy: boolean;
  /** Sends the document at once; for a customer to whom one can. */
  send: (conversation: Conversation) => void;
}

/** Sends an issued document to its customer as a PDF, in the conversation that they have with the business. */
export function useSendInvoice(issued: IssuedDocument, options: RenderOptions): SendInvoice {
  const { t } = useTranslation('money');
  const contacts = useTable('contacts');
  const conversations = useRecords('conversations');
  const now = useNow();
  const [isBusy, setBusy] = useState(false);
  const way = useMemo(() => {
    const target = (id: string) => mergedTarget(id, (each) => contacts.get(each));
    const customer = target(issued.contactId);
    return sendWay(
      conversations.filter(({ contactId }) => target(contactId) === customer),
      now,
    );
  }, [contacts, conversations, issued.contactId, now]);

  async function send({ id: conversationId }: Conversation): Promise<void> {
    setBusy(true);
    const made = await makePdf(issued, options);
    const file = made.ok ? await vault().attach(made.value, made.value.name) : made;
    setBusy(false);
    if (!file.ok) return showProblem(file.error);
    const words = { number: issued.number, total: writeMoney(issued.totals.gross, issued) };
    const caption = t(issued.kind === 'invoice' ? 'sendCaption' : 'sendCreditCaption', words);
    const sent = await save('message.sendFile', { conversationId, file: file.value, caption });
    if (sent.ok) showDone(t('sentTo', { number: issued.number, customer: issued.buyer.name }));
  }
  return { way, isBusy, send: (conversation) => ignore(send(conversation)) };
}
