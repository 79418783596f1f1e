import { Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Enquiry } from '#shared/domain/enquiry.ts';
import { run } from '#renderer/state/commands.ts';
import { Dialog, FormButtons, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';

/** Asks why nothing came of an enquiry; without a reason it stays where it is. */
export function LostDialog({ enquiry, onClose }: { enquiry: Enquiry; onClose: () => void }) {
  const { t } = useTranslation('pipeline');
  return (
    <Dialog opened onClose={onClose} title={t('lostTitle')} size="sm">
      <LostForm enquiry={enquiry} onClose={onClose} />
    </Dialog>
  );
}

function LostForm({ enquiry, onClose }: { enquiry: Enquiry; onClose: () => void }) {
  const { t } = useTranslation('pipeline');
  const { form, forget } = useKeptForm(`lost ${enquiry.id}`, {
    initialValues: { lostReason: enquiry.lostReason ?? '' },
    validate: { lostReason: (reason) => (reason.trim() === '' ? t('lostReasonNeeded') : null) },
  });

  function close() {
    forget();
    onClose();
  }

  async function save({ lostReason }: typeof form.values) {
    const args = { id: enquiry.id, stage: 'lost', lostReason: lostReason.trim() };
    const done = await run('enquiry.setStage', args);
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <TextInput
          label={t('lostReason')}
          placeholder={t('lostReasonHint')}
          maxLength={500}
          data-autofocus
          {...form.getInputProps('lostReason')}
        />
        <FormButtons submit={t('lose')} isBusy={form.submitting} onCancel={close} />
      </Stack>
    </form>
  );
}
