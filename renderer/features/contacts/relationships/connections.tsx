import { useState } from 'react';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import { AddButton, Section } from '#renderer/ui/index.ts';
import { useRecordsBy } from '#renderer/state/records.ts';
import { AddRelationship } from './add-relationship.tsx';
import { inOrder } from './in-order.ts';
import { RelationshipLine } from './relationship-line.tsx';
import classes from './relationships.module.css';

/** What a contact is to companies and to the sites of others, and who belongs to it where it is a company. */
export function Connections({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const own = useRecordsBy('relationships', 'contactId', contact.id);
  const people = useRecordsBy('relationships', 'companyId', contact.id);
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={t('relationship.title')}
      action={<AddButton label={t('relationship.add')} onClick={() => setAdding(true)} />}
    >
      {own.length + people.length === 0 && <Text c="dimmed">{t('relationship.none')}</Text>}
      <ul className={classes.list}>
        {inOrder(own).map((each) => (
          <RelationshipLine key={each.id} relationship={each} from="contact" />
        ))}
        {inOrder(people).map((each) => (
          <RelationshipLine key={each.id} relationship={each} from="company" />
        ))}
      </ul>
      <AddRelationship of={{ contact }} opened={adding} onClose={() => setAdding(false)} />
    </Section>
  );
}
