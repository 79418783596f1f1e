import { useState } from 'react';
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { removeHere } from '#renderer/state/vault-client.ts';
import { ConfirmDialog } from '#renderer/ui/index.ts';
import type { NotRemoved } from '#renderer/vault/closing/api.ts';

/** What the window still shows is in its memory only. */
export const startAnew = (): void => location.assign('/');

/** The last step: nothing of the business is on this computer afterwards, and the window begins anew. */
export function RemoveHere({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation('closing');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<NotRemoved[]>();

  async function remove() {
    setBusy(true);
    const removed = await removeHere();
    setBusy(false);
    if (!removed.ok) return showProblem(removed.error);
    if (removed.value.left.length === 0) return startAnew();
    setLeft(removed.value.left);
  }

  return (
    <>
      <Button color="red" disabled={disabled} onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
      <ConfirmDialog
        opened={asking && left === undefined}
        danger
        busy={busy}
        title={t('removeTitle')}
        confirmLabel={t('remove')}
        onConfirm={() => ignore(remove())}
        onCancel={() => setAsking(false)}
      >
        {t('removeText')}
      </ConfirmDialog>
      <ConfirmDialog
        opened={left !== undefined}
        title={t('leftTitle')}
        confirmLabel={t('leftDone')}
        onConfirm={() => startAnew()}
        onCancel={() => startAnew()}
      >
        <Text>{t('leftText', { what: (left ?? []).map((part) => t(`left_${part}`)).join(', ') })}</Text>
      </ConfirmDialog>
    </>
  );
}
