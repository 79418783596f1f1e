import { useState } from 'react';
import { Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/domain/job.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { ConfirmDialog, useKeptWords } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';

interface CancelDialogProps {
  job: Job;
  /** The visit that does not take place; none for the whole job. */
  visitId?: string;
  opened: boolean;
  onClose: () => void;
}

/** Cancelling is final, so it asks why. */
export function CancelDialog({ job, visitId, opened, onClose }: CancelDialogProps) {
  const { t } = useTranslation('jobs');
  const [reason, setReason] = useKeptWords(`why cancel ${visitId ?? job.id}`);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);

  function close() {
    setReason('');
    onClose();
  }

  async function confirm() {
    if (reason.trim() === '') return setMissing(true);
    setBusy(true);
    const given = { id: job.id, reason: reason.trim() };
    const done =
      visitId === undefined
        ? await run('job.cancel', given)
        : await run('job.cancelVisit', { ...given, visitId });
    setBusy(false);
    if (done.ok) close();
  }

  return (
    <ConfirmDialog
      opened={opened}
      title={t(visitId === undefined ? 'cancelTitle' : 'visit.cancelTitle')}
      confirmLabel={t(visitId === undefined ? 'step.cancel' : 'visit.cancel')}
      cancelLabel={t(visitId === undefined ? 'keepJob' : 'visit.keep')}
      danger
      busy={busy}
      onConfirm={() => ignore(confirm())}
      onCancel={close}
    >
      <Stack gap={12}>
        <Text>{t(visitId === undefined ? 'cancelText' : 'visit.cancelText')}</Text>
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
