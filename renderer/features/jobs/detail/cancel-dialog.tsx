import { useState } from 'react';
import { Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/domain/job.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { ConfirmDialog } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';

interface CancelDialogProps {
  job: Job;
  opened: boolean;
  onClose: () => void;
}

/** Cancelling is final, so it asks why. */
export function CancelDialog({ job, opened, onClose }: CancelDialogProps) {
  const { t } = useTranslation('jobs');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);

  async function confirm() {
    if (reason.trim() === '') return setMissing(true);
    setBusy(true);
    const done = await run('job.cancel', { id: job.id, reason: reason.trim() });
    setBusy(false);
    if (done.ok) onClose();
  }

  return (
    <ConfirmDialog
      opened={opened}
      title={t('cancelTitle')}
      confirmLabel={t('step.cancel')}
      cancelLabel={t('keepJob')}
      danger
      busy={busy}
      onConfirm={() => ignore(confirm())}
      onCancel={onClose}
    >
      <Stack gap={12}>
        <Text>{t('cancelText')}</Text>
        <Textarea
          label={t('reason')}
          value={reason}
          error={missing && reason.trim() === '' ? t('reasonNeeded') : undefined}
          autosize
          data-autofocus
          minRows={2}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
