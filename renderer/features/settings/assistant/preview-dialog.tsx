import { useEffect, useMemo, useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RemotePreview } from '#shared/agent/model-port.ts';
import { isApproved } from '#shared/agent/providers.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Dialog, RequestBody } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from './assistant.module.css';

/** The request that a remote provider would get for the newest conversation, byte for byte, and the owner's word. */
export function PreviewDialog({ provider, onClose }: { provider: ModelProvider; onClose: () => void }) {
  const { t } = useTranslation('assistant');
  const { preview, problem } = usePreview(provider);
  const approved = isApproved(provider);

  async function allow() {
    const done = await run('ai.approveProvider', { id: provider.id, approved: true });
    if (done.ok) onClose();
  }

  return (
    <Dialog opened onClose={onClose} size="xl" title={t('previewTitle', provider)}>
      <p className={classes.note}>{t('previewHint')}</p>
      <ProblemText problem={problem} />
      {preview !== undefined && (
        <>
          <p className={classes.note}>
            {t('previewTo', { origin: preview.origin, path: preview.path, count: preview.tokens.length })}
          </p>
          <RequestBody label={t('previewBody')} body={preview.body} />
          {preview.tokens.length > 0 && (
            <details className={classes.tokens}>
              <summary>{t('previewTokens')}</summary>
              <dl>
                {preview.tokens.map(({ token, value }) => (
                  <div key={token}>
                    <dt>{token}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </details>
          )}
          {provider.kind === 'gemini' && <p className={classes.wrong}>{t('about_gemini')}</p>}
          <Group justify="flex-end" gap={8} mt={16}>
            <Button variant="default" onClick={onClose}>
              {t(approved ? 'close' : 'notNow')}
            </Button>
            {!approved && <Button onClick={() => ignore(allow())}>{t('allow', provider)}</Button>}
          </Group>
        </>
      )}
    </Dialog>
  );
}

/** For the newest conversation; where there is none, for a word in the chat. */
function usePreview({ id }: ModelProvider): { preview?: RemotePreview; problem?: Problem } {
  const conversations = useRecords('conversations');
  const newest = useMemo(() => conversations.toSorted((a, b) => b.lastAt - a.lastAt)[0]?.id, [conversations]);
  const [shown, setShown] = useState<{ preview?: RemotePreview; problem?: Problem }>({});
  useEffect(() => {
    const ask = async () => {
      const hello = { messages: [{ role: 'user' as const, content: 'Hello' }] };
      const what = newest === undefined ? hello : { conversationId: newest };
      const result = await vault().previewRemote(what, id);
      setShown(result.ok ? { preview: result.value } : { problem: result.error });
    };
    ignore(ask());
  }, [newest, id]);
  return shown;
}
