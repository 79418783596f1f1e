import { Button, Group, NativeSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from '@tanstack/react-router';
import { Dialog, FormButtons, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useCustomerChoice, useHasCustomers } from '#renderer/state/customers.ts';

interface JobDialogProps {
  /** Whose it is; asked where it is not known. */
  contactId?: string | undefined;
  onClose: () => void;
}

/** Adds a job, and opens it. */
export function JobDialog(props: JobDialogProps) {
  const { t } = useTranslation('jobs');
  const name = useRecord('contacts', props.contactId)?.name;
  return (
    <Dialog opened onClose={props.onClose} title={name === undefined ? t('add') : t('addFor', { name })}>
      <JobForm {...props} />
    </Dialog>
  );
}

function JobForm({ contactId: known, onClose }: JobDialogProps) {
  const { t } = useTranslation('jobs');
  const navigate = useNavigate();
  const hasCustomers = useHasCustomers();
  const types = useRecords('jobTypes')
    .filter(({ archivedAt }) => archivedAt === undefined)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const { form, forget } = useKeptForm(`new job of ${known ?? 'somebody'}`, {
    initialValues: { contactId: known ?? '', title: '', typeId: '' },
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

  function toPeople() {
    close();
    void navigate({ to: '/people', search: { new: true } });
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
    await navigate({ to: '/jobs/$jobId', params: { jobId: done.value.id } });
  }

  if (!hasCustomers)
    return (
      <Stack gap={16}>
        <Text>{t('noCustomers')}</Text>
        <Group justify="flex-end">
          <Button onClick={toPeople}>{t('toPeople')}</Button>
        </Group>
      </Stack>
    );
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        {known === undefined && (
          <Select
            label={t('customer')}
            placeholder={t('chooseCustomer')}
            {...choice}
            nothingFoundMessage={t('nobodyFound')}
            data-autofocus
            {...form.getInputProps('contactId')}
          />
        )}
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
        <TextInput
          label={t('titleField')}
          placeholder={t('titleHint')}
          data-autofocus
          {...form.getInputProps('title')}
        />
        <FormButtons submit={t('add')} isBusy={form.submitting} onCancel={close} />
      </Stack>
    </form>
  );
}
