import { Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { given } from '#shared/lib/given.ts';
import { Dialog, FormButtons, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';

interface NewSiteProps {
  contactId: string;
  opened: boolean;
  onClose: () => void;
  onDone: (id: string) => void;
}

/** Asks where it is and how to get in. */
export function NewSite({ opened, ...props }: NewSiteProps) {
  const { t } = useTranslation('contacts');
  return (
    <Dialog opened={opened} onClose={props.onClose} title={t('site.add')}>
      <NewSiteForm {...props} />
    </Dialog>
  );
}

function NewSiteForm({ contactId, onClose, onDone }: Omit<NewSiteProps, 'opened'>) {
  const { t } = useTranslation('contacts');
  const { form, forget } = useKeptForm(`new site of ${contactId}`, {
    initialValues: { name: '', street: '', postcode: '', city: '', access: '' },
    validate: {
      street: (street, { name }) => (street.trim() === '' && name.trim() === '' ? t('site.needed') : null),
    },
  });

  function close() {
    forget();
    onClose();
  }

  async function save({ name, street, postcode, city, access }: typeof form.values) {
    const place = given({ street: orNone(street), postcode: orNone(postcode), city: orNone(city) });
    const address = Object.keys(place).length === 0 ? undefined : place;
    const done = await run('site.create', { contactId, name: orNone(name), address, access: orNone(access) });
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
    onDone(done.value.id);
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <TextInput label={t('street')} data-autofocus {...form.getInputProps('street')} />
        <Group gap={12} grow preventGrowOverflow={false} wrap="nowrap">
          <TextInput label={t('postcode')} w={120} {...form.getInputProps('postcode')} />
          <TextInput label={t('city')} {...form.getInputProps('city')} />
        </Group>
        <TextInput label={t('site.name')} placeholder={t('site.nameHint')} {...form.getInputProps('name')} />
        <Textarea
          label={t('site.access')}
          placeholder={t('site.accessHint')}
          autosize
          minRows={2}
          {...form.getInputProps('access')}
        />
        <FormButtons submit={t('site.add')} isBusy={form.submitting} onCancel={close} />
      </Stack>
    </form>
  );
}

function orNone(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}
