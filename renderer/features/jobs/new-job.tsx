import { Button, Group, NativeSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from '@tanstack/react-router';
import { Dialog, FormButtons, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useCustomerChoice, useHasCustomers } from '#renderer/state/customers.ts';

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
  const hasCustomers = useHasCustomers();
  const types = useRecords('jobTypes')
    .filter(({ archivedAt }) => archivedAt === undefined)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const { form, forget } = useKeptForm('new job', {
    initialValues: { contactId: '', title: '', typeId: '' },
    validate: {
      contactId: (id) => (id === '' ? t('customerNeeded') : null),
      title: (title) => (title.trim() === '' ? t('titleNeeded') : null),
    },
  });
  const choice = useCustomerChoice(form.values.contactId);

  function close() {
    forget();
    onClose();
  }

  function chooseType(typeId: string) {
    const { title } = form.values;
    const before = types.find(({ id }) => id === form.values.typeId)?.name ?? '';
    const name = types.find(({ id }) => id === typeId)?.name ?? '';
    // A title that somebody has typed stays.
    form.setValues({ typeId, ...((title === '' || title === before) && { title: name }) });
  }

  async function save({ contactId, title, typeId }: typeof form.values) {
    const of = typeId === '' ? {} : { typeId };
    const done = await run('job.create', { contactId, title: title.trim(), ...of });
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
    onDone(done.value.id);
  }

  if (!hasCustomers)
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
          {...choice}
          nothingFoundMessage={t('nobodyFound')}
          data-autofocus
          {...form.getInputProps('contactId')}
        />
        {types.length > 0 && (
          <NativeSelect
            label={t('type')}
            value={form.values.typeId}
            data={[
              { value: '', label: t('noType') },
              ...types.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => chooseType(event.currentTarget.value)}
          />
        )}
        <TextInput label={t('titleField')} placeholder={t('titleHint')} {...form.getInputProps('title')} />
        <FormButtons submit={t('add')} isBusy={form.submitting} onCancel={close} />
      </Stack>
    </form>
  );
}
