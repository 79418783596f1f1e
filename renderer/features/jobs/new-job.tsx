import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from '@tanstack/react-router';
import { Dialog, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useCustomerOptions } from '#renderer/state/customers.ts';

interface NewJobProps {
  opened: boolean;
  onClose: () => void;
  onDone: (id: string) => void;
}

export function NewJob({ opened, onClose, onDone }: NewJobProps) {
  const { t } = useTranslation('jobs');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('add')}>
      <NewJobForm onClose={onClose} onDone={onDone} />
    </Dialog>
  );
}

function NewJobForm({ onClose, onDone }: Omit<NewJobProps, 'opened'>) {
  const { t } = useTranslation('jobs');
  const navigate = useNavigate();
  const customers = useCustomerOptions();
  const { form, forget } = useKeptForm('new job', {
    initialValues: { contactId: '', title: '' },
    validate: {
      contactId: (id) => (id === '' ? t('customerNeeded') : null),
      title: (title) => (title.trim() === '' ? t('titleNeeded') : null),
    },
  });

  function close() {
    forget();
    onClose();
  }

  async function save({ contactId, title }: typeof form.values) {
    const done = await run('job.create', { contactId, title: title.trim() });
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
    onDone(done.value.id);
  }

  if (customers.length === 0)
    return (
      <Stack gap={16}>
        <Text>{t('noCustomers')}</Text>
        <Group justify="flex-end">
          <Button onClick={() => void navigate({ to: '/people' })}>{t('toPeople')}</Button>
        </Group>
      </Stack>
    );
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <Select
          label={t('customer')}
          placeholder={t('chooseCustomer')}
          data={customers}
          searchable
          limit={40}
          nothingFoundMessage={t('nobodyFound')}
          data-autofocus
          {...form.getInputProps('contactId')}
        />
        <TextInput label={t('titleField')} placeholder={t('titleHint')} {...form.getInputProps('title')} />
        <Group justify="flex-end" gap={8} mt={12}>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={form.submitting}>
            {t('add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
