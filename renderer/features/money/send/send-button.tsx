import { useState } from 'react';
import { Button, Loader, Menu, Tooltip } from '@mantine/core';
import { IconMail, IconMessage, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { channelRules } from '#shared/channels/channel.ts';
import type { RenderOptions } from '#shared/domain/document/render.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { mailtoLink, useMailWay } from '#renderer/state/paper/mail-way.ts';
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
  const talk = way.kind === 'document' || way.kind === 'template' ? way.conversation : undefined;
  const why = talk === undefined && mail === undefined ? t(`cannotSend.${whyNot(way.kind)}`) : undefined;

  function inTalk() {
    if (isBusy) return;
    if (way.kind === 'document') send(way.conversation);
    if (way.kind === 'template') setChoosing('template');
  }

  function byMail() {
    if (mail?.by === 'mailbox') setChoosing('mail');
    else if (mail !== undefined)
      window.open(mailtoLink(mail.addresses[0] ?? '', words), '_blank', 'noreferrer');
  }

  const button = (
    <Button
      size="xs"
      variant="default"
      leftSection={isBusy ? <Loader size={14} /> : <IconSend size={16} stroke={1.5} />}
      aria-busy={isBusy}
      aria-disabled={why !== undefined}
      data-disabled={why !== undefined || undefined}
      onClick={talk !== undefined && mail !== undefined ? undefined : talk !== undefined ? inTalk : byMail}
    >
      {t('send')}
    </Button>
  );
  return (
    <>
      {talk !== undefined && mail !== undefined ? (
        <Menu position="bottom-end">
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconMessage size={16} stroke={1.5} />} onClick={inTalk}>
              {t('sendOver', { channel: channelRules(talk.channel).name })}
            </Menu.Item>
            <Menu.Item leftSection={<IconMail size={16} stroke={1.5} />} onClick={byMail}>
              {t('sendByMail')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : (
        <Tooltip label={why} disabled={why === undefined}>
          {button}
        </Tooltip>
      )}
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

function whyNot(kind: 'document' | 'template' | 'closed' | 'none'): 'closed' | 'none' {
  return kind === 'closed' ? 'closed' : 'none';
}
