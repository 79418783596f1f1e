import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RemotePreview } from '#shared/agent/model-port.ts';
import type { Receipt } from '#shared/domain/model-provider.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useChain, useProof } from '#renderer/state/models.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Dialog, RequestBody } from '#renderer/ui/index.ts';
import { ReceiptLine } from '../receipt-line.tsx';
import classes from './composer.module.css';

/** What left for a draft, and on demand the request for the next one, before it is made. */
export function WhatLeaves({ conversationId, receipts }: { conversationId: string; receipts: Receipt[] }) {
  const { t } = useTranslation('inbox');
  const { proof } = useProof();
  const [preview, setPreview] = useState<RemotePreview>();

  async function look() {
    const result = await vault().previewRemote({ conversationId });
    if (!result.ok) showProblem(result.error);
    else setPreview(result.value);
  }

  return (
    <>
      {receipts.map((receipt) => (
        <ReceiptLine key={receipt.ledgerId} receipt={receipt} />
      ))}
      {proof === 'remote' && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => ignore(look())}>
          {t('wouldBeSent')}
        </Button>
      )}
      {preview !== undefined && <PreviewDialog preview={preview} onClose={() => setPreview(undefined)} />}
    </>
  );
}

function PreviewDialog({ preview, onClose }: { preview: RemotePreview; onClose: () => void }) {
  const { t } = useTranslation('inbox');
  const { providers } = useChain();
  const { origin, path, body, tokens, provider } = preview;
  const name = providers.find(({ id }) => id === provider.id)?.name ?? provider.name;
  return (
    <Dialog opened onClose={onClose} size="xl" title={t('wouldBeSentTo', { name })}>
      <p className={classes.remark}>{t('wouldBeSentText', { origin, path, count: tokens.length })}</p>
      <RequestBody label={t('wouldBeSent')} body={body} />
    </Dialog>
  );
}
