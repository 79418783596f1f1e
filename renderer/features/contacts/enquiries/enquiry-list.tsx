import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isCurrent } from '#shared/domain/bin.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { AddButton, KeepsUnsaved, Section } from '#renderer/ui/index.ts';
import { openAddForm } from '#renderer/state/add-form.ts';
import { useRecordsBy } from '#renderer/state/records.ts';
import { EnquiryFields } from './enquiry-fields.tsx';

/** What a contact has asked for, the newest first: several at once may be open. */
export function EnquiryList({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const enquiries = useRecordsBy('enquiries', 'contactId', contact.id)
    .filter(isCurrent)
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
  return (
    <Section
      title={t('enquiry.title')}
      action={<AddButton label={t('enquiry.add')} onClick={() => openAddForm('enquiry', contact.id)} />}
    >
      {enquiries.length === 0 && <Text c="dimmed">{t('enquiry.none')}</Text>}
      {enquiries.map((enquiry) => (
        <KeepsUnsaved key={enquiry.id} of={enquiry.id}>
          <EnquiryFields enquiry={enquiry} />
        </KeepsUnsaved>
      ))}
    </Section>
  );
}
