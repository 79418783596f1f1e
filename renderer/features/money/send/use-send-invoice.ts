import { useTranslation } from 'react-i18next';
import type { RenderOptions } from '#shared/domain/document/render.ts';
import { writeMoney } from '#shared/domain/document/view.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { showDone } from '#renderer/state/notices.ts';
import { makePdf } from '#renderer/state/paper/make-pdf.ts';
import { type SendPdf, useSendPdf } from '#renderer/state/paper/use-send-pdf.ts';

export interface SendInvoice extends Pick<SendPdf, 'way' | 'isBusy'> {
  /** Sends the document at once; for a customer to whom one can. */
  send: (conversation: Conversation) => void;
}

/** Sends an issued document to its customer as a PDF, in the conversation that they have with the business. */
export function useSendInvoice(issued: IssuedDocument, options: RenderOptions): SendInvoice {
  const { t } = useTranslation('money');
  const pdf = useSendPdf(issued.contactId);

  async function send(to: Conversation): Promise<void> {
    const words = { number: issued.number, total: writeMoney(issued.totals.gross, issued) };
    const caption = t(issued.kind === 'invoice' ? 'sendCaption' : 'sendCreditCaption', words);
    const isSent = await pdf.send(to, () => makePdf(issued, options), caption);
    if (isSent) showDone(t('sentTo', { number: issued.number, customer: issued.buyer.name }));
  }
  return { way: pdf.way, isBusy: pdf.isBusy, send: (to) => ignore(send(to)) };
}
