import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelRules } from '#shared/channels/channel.ts';
import type { RenderOptions } from '#shared/domain/document/render.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { mailtoLink, useMailWay } from '#renderer/state/paper/mail-way.ts';
import { SendChoice, type WayToSend } from '#renderer/ui/index.ts';
import { MailDialog, useMailWords } from './mail-dialog.tsx';
import { TemplateDialog } from './template-dialog.tsx';
import { useSendInvoice } from './use-send-invoice.ts';

interface SendButtonProps {
  issued: IssuedDocument;
  options: RenderOptions;
  isLate: boolean;
}

/** One click where there is one way to the customer: in their conversation, or by e-mail. Where there are both, which. */
export function SendButton({ issued, options, isLate }: SendButtonProps) {
  const { t } = useTranslation('money');
  const { way, isBusy, send } = useSendInvoice(issued, options);
  const mail = useMailWay(issued.contactId);
  const words = useMailWords(issued, options, isLate);
  const [choosing, setChoosing] = useState<'template' | 'mail'>();
  const ways: WayToSend[] = [];

  if (way.kind === 'document' || way.kind === 'template') {
    const label = t('sendOver', { channel: channelRules(way.conversation.channel).name });
    const onChoose = () => (way.kind === 'document' ? send(way.conversation) : setChoosing('template'));
    ways.push({ by: 'talk', label, onChoose });
  }
  if (mail !== undefined) ways.push({ by: 'mail', label: t('sendByMail'), onChoose: byMail });

  function byMail() {
    if (mail?.by === 'mailbox') setChoosing('mail');
    else if (mail !== undefined)
      window.open(mailtoLink(mail.addresses[0] ?? '', words), '_blank', 'noreferrer');
  }

  return (
    <>
      <SendChoice
        label={t('send')}
        ways={ways}
        why={t(`cannotSend.${way.kind === 'closed' ? 'closed' : 'none'}`)}
        isBusy={isBusy}
      />
      {choosing === 'template' && way.kind === 'template' && (
        <TemplateDialog
          issued={issued}
          conversationId={way.conversation.id}
          onClose={() => setChoosing(undefined)}
        />
      )}
      {choosing === 'mail' && mail !== undefined && (
        <MailDialog
          issued={issued}
          options={options}
          isReminder={isLate}
          way={mail}
          onClose={() => setChoosing(undefined)}
        />
      )}
    </>
  );
}
