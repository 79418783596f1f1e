import { Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { emailAddressSchema } from '#shared/domain/common.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { countryOf } from '#shared/domain/countries.ts';
import { isSamePhone } from '#shared/domain/phone.ts';
import { newId } from '#shared/lib/ids.ts';
import { Dialog, FormButtons, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { readTable, useRecord } from '#renderer/state/records.ts';

interface NewContactProps {
  opened: boolean;
  onClose: () => void;
  onDone: (id: string) => void;
}

/** Asks for what an owner has at hand; the rest is filled in on the contact itself. */
export function NewContact({ opened, onClose, onDone }: NewContactProps) {
  const { t } = useTranslation('contacts');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('add')}>
      <NewContactForm onClose={onClose} onDone={onDone} />
    </Dialog>
  );
}

function NewContactForm({ onClose, onDone }: Omit<NewContactProps, 'opened'>) {
  const { t } = useTranslation('contacts');
  const country = useRecord('business', 'business')?.country;
  const { form, forget } = useKeptForm('new contact', {
    initialValues: { name: '', company: '', phone: '', email: '', taxId: '' },
    validate: {
      name: (name) => (name.trim() === '' ? t('nameNeeded') : null),
      email: (email) =>
        email.trim() === '' || emailAddressSchema.safeParse(email.trim()).success ? null : t('emailWrong'),
    },
  });
  const known = form.values.phone.trim() === '' ? undefined : ownerOf(form.values.phone, country);

  function close() {
    forget();
    onClose();
  }

  async function save({ name, company, phone, email, taxId }: typeof form.values) {
    const done = await run('contact.create', {
      name: name.trim(),
      company: company.trim() || undefined,
      phones: phone.trim() === '' ? undefined : { [newId(crypto)]: { number: phone.trim() } },
      taxIds:
        taxId.trim() === ''
          ? undefined
          : { [newId(crypto)]: { value: taxId.trim(), label: countryOf(country ?? '')?.taxIdLabel } },
      emails: email.trim() === '' ? undefined : { [newId(crypto)]: { address: email.trim() } },
    });
    if (!done.ok) return takeFieldProblems(form, done.error, { phones: 'phone', emails: 'email' });
    close();
    onDone(done.value.id);
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <TextInput label={t('name')} data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label={t('phone')}
          type="tel"
          description={known === undefined ? undefined : t('numberKnown', { name: known.name })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('phone')}
        />
        <TextInput label={t('email')} {...form.getInputProps('email')} />
        <TextInput label={t('company')} {...form.getInputProps('company')} />
        <TextInput label={t('taxId')} maxLength={40} {...form.getInputProps('taxId')} />
        <FormButtons submit={t('add')} isBusy={form.submitting} onCancel={close} />
      </Stack>
    </form>
  );
}

function ownerOf(phone: string, country: string | undefined): Contact | undefined {
  for (const contact of readTable('contacts').values()) {
    if (Object.values(contact.phones ?? {}).some(({ number }) => isSamePhone(number, phone, country)))
      return contact;
  }
  return undefined;
}
