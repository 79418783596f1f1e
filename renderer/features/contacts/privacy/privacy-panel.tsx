import { useState } from 'react';
import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { consentPurposes, type ConsentPurpose } from '#shared/domain/consent.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { useConsents } from '#renderer/state/consents.ts';
import { useLimited } from '#renderer/state/person.ts';
import { useAccess } from '#renderer/state/session.ts';
import { Section } from '#renderer/ui/index.ts';
import { ChildRow } from './child-row.tsx';
import { ConsentDialog } from './consent-dialog.tsx';
import { ConsentLine } from './consent-line.tsx';
import { DoNotContactRow } from './do-not-contact-row.tsx';
import { RestrictionRow } from './restriction-row.tsx';
import { StaysHere } from './stays-here.tsx';
import { TheyAskedRow } from './they-asked-row.tsx';
import classes from './privacy.module.css';

/** What this person agrees to, by whose word and since when, and what else protects them. */
export function PrivacyPanel({ contact }: { contact: Contact }) {
  const { t } = useTranslation('privacy');
  const events = useConsents(contact.id);
  const [open, setOpen] = useState<ConsentPurpose>();
  const isRefused = useLimited(contact.id, 'doNotContact');
  const mayChange = useAccess('people') === 'write';
  return (
    <Section title={t('title')} hint={t('hint')}>
      {isRefused && <Alert my={8}>{t('nobodyWrites')}</Alert>}
      <ul className={classes.list}>
        {consentPurposes.map((purpose) => (
          <ConsentLine
            key={purpose}
            contact={contact}
            purpose={purpose}
            events={events}
            onOpen={() => setOpen(purpose)}
          />
        ))}
      </ul>
      {open !== undefined && (
        <ConsentDialog
          contact={contact}
          purpose={open}
          events={events}
          mayChange={mayChange}
          onClose={() => setOpen(undefined)}
        />
      )}
      <DoNotContactRow contact={contact} />
      <RestrictionRow contact={contact} />
      <ChildRow contact={contact} />
      <StaysHere contact={contact} />
      <TheyAskedRow contactId={contact.id} />
    </Section>
  );
}
