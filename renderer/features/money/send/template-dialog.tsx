import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import { writeMoney } from '#shared/domain/document/view.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { run } from '#renderer/state/commands.ts';
import { showDone } from '#renderer/state/notices.ts';
import { useTemplateChoices } from '#renderer/state/paper/template-choices.ts';
import { ByTemplate } from '#renderer/ui/index.ts';

interface TemplateDialogProps {
  issued: IssuedDocument;
  conversationId: string;
  onClose: () => void;
}

const speaks = /invoice|bill|payment|rechnung|factura|fatura/i;

/** Outside the reply window: a template that tells of the invoice. The file can follow when the customer answers. */
export function TemplateDialog({ issued, conversationId, onClose }: TemplateDialogProps) {
  const { t } = useTranslation('money');
  const choices = useTemplateChoices(conversationId, wordsOf(issued), speaks);

  async function send(templateId: string, values: Record<string, string>) {
    const sent = await run('message.sendTemplate', { conversationId, templateId, values }, { quiet: true });
    if (!sent.ok) return sent.error;
    showDone(t('sentTo', { number: issued.number, customer: issued.buyer.name }));
    return undefined;
  }

  return <ByTemplate hint={t('sendByTemplateText')} choices={choices} onSend={send} onClose={onClose} />;
}

function wordsOf(issued: IssuedDocument) {
  const { buyer, seller, number, totals, dueDate, locale } = issued;
  return {
    firstName: (buyer.contactName ?? buyer.name).split(/\s+/)[0] ?? '',
    business: seller.name,
    number,
    total: writeMoney(totals.gross, issued),
    day: dueDate === undefined ? '' : formatDay(dueDate, locale),
  };
}
