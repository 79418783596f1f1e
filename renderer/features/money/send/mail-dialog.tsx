import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import type { RenderOptions } from '#shared/domain/document/render.ts';
import { writeMoney } from '#shared/domain/document/view.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { showDone } from '#renderer/state/notices.ts';
import { mailPdf, type MailWay } from '#renderer/state/paper/mail-way.ts';
import { makePdf } from '#renderer/state/paper/make-pdf.ts';
import { ByMail, type MailWords } from '#renderer/ui/index.ts';

interface MailDialogProps {
  issued: IssuedDocument;
  options: RenderOptions;
  /** It is late: the words remind of it. */
  isReminder: boolean;
  way: MailWay;
  onClose: () => void;
}

/** The document by e-mail, with words that say what it is. */
export function MailDialog({ issued, options, isReminder, way, onClose }: MailDialogProps) {
  const { t } = useTranslation('money');
  const words = useMailWords(issued, options, isReminder);

  async function send({ to, subject, text }: MailWords) {
    const purpose = isReminder ? ({ purpose: 'paymentReminders' } as const) : {};
    const mail = { contactId: way.contactId, to, subject, text, aboutId: issued.id, ...purpose };
    const problem = await mailPdf(mail, () => makePdf(issued, options));
    if (problem === undefined) showDone(t('sentTo', { number: issued.number, customer: issued.buyer.name }));
    return problem;
  }

  return (
    <ByMail
      addresses={way.addresses}
      words={words}
      fileName={`${issued.number}.pdf`}
      onSend={send}
      onClose={onClose}
    />
  );
}

/** What the e-mail says of itself; the owner changes what they like. */
export function useMailWords(
  issued: IssuedDocument,
  { account }: RenderOptions,
  isReminder: boolean,
): Omit<MailWords, 'to'> {
  const { t } = useTranslation('money');
  const { buyer, seller, number, totals, dueDate, locale, kind } = issued;
  const places = {
    name: buyer.contactName ?? buyer.name,
    business: seller.name,
    number,
    total: writeMoney(totals.gross, issued),
    open: writeMoney(String(account?.due ?? totals.gross), issued),
    day: dueDate === undefined ? '' : formatDay(dueDate, locale),
  };
  const which = kind !== 'invoice' ? 'creditNote' : isReminder ? 'reminder' : 'invoice';
  return { subject: t(`mail.${which}.subject`, places), text: t(`mail.${which}.text`, places) };
}
