import { useState } from 'react';
import { Button, Loader, Tooltip } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RenderOptions } from '#shared/domain/document/render.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { TemplateDialog } from './template-dialog.tsx';
import { useSendInvoice } from './use-send-invoice.ts';

/** One click: the document goes out while the customer's window is open; else the owner chooses a template. */
export function SendButton({ issued, options }: { issued: IssuedDocument; options: RenderOptions }) {
  const { t } = useTranslation('money');
  const { way, isBusy, send } = useSendInvoice(issued, options);
  const [choosing, setChoosing] = useState(false);
  const why = way.kind === 'none' || way.kind === 'closed' ? t(`cannotSend.${way.kind}`) : undefined;

  function start() {
    if (isBusy) return;
    if (way.kind === 'document') send(way.conversation);
    if (way.kind === 'template') setChoosing(true);
  }

  return (
    <>
      <Tooltip label={why} disabled={why === undefined}>
        <Button
          size="xs"
          variant="default"
          leftSection={isBusy ? <Loader size={14} /> : <IconSend size={16} stroke={1.5} />}
          aria-busy={isBusy}
          aria-disabled={why !== undefined}
          data-disabled={why !== undefined || undefined}
          onClick={start}
        >
          {t('send')}
        </Button>
      </Tooltip>
      {choosing && way.kind === 'template' && (
        <TemplateDialog
          issued={issued}
          conversationId={way.conversation.id}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}
