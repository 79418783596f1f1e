import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';

interface NewEnquiryProps {
  contactId: string;
  opened: boolean;
  onClose: () => void;
}

export function NewEnquiry({ opened, ...props }: NewEnquiryProps) {
  const { t } = useTranslation('contacts');
  return (
    <Dialog opened={opened} onClose={props.onClose} title={t('enquiry.add')}>
      <NewEnquiryForm {...props} />
    </Dialog>
  );
}

function NewEnquiryForm({ contactId, onClose }: Omit<NewEnquiryProps, 'opened'>) {
  const { t } = useTranslation('contacts');
  const { form, forget } = useKeptForm(`new enquiry of ${contactId}`, {
    initialValues: { title: '', notes: '' },
    validate: { title: (title) => (title.trim() === '' ? t('enquiry.needed') : null) },
  });

  function close() {
    forget();
    onClose();
  }

  async function save({ title, notes }: typeof form.values) {
    const done = await run('enquiry.create', {
      contactId,
      title: title.trim(),
      notes: notes.trim() || undefined,
    });
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <TextInput
          label={t('enquiry.what')}
          placeholder={t('enquiry.whatHint')}
          data-autofocus
          {...form.getInputProps('title')}
        />
        <Textarea label={t('notes')} autosize minRows={2} {...form.getInputProps('notes')} />
        <Group justify="flex-end" gap={8} mt={12}>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={form.submitting}>
            {t('enquiry.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
