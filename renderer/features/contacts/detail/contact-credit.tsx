import { useMemo } from 'react';
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { accountsOf, creditsOf } from '#shared/domain/invoice-status.ts';
import { FieldRow } from '#renderer/ui/index.ts';
import { useContactRecords } from '#renderer/state/contact-records.ts';
import { useFormat } from '#renderer/state/format.ts';

/** What the customer has paid beyond their invoices, each with the invoice where it can be given back. */
export function ContactCredit({ contactId }: { contactId: string }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const { issued, payments } = useContactRecords(contactId);
  const credits = useMemo(() => creditsOf(issued, accountsOf(issued, payments)), [issued, payments]);
  if (credits.length === 0) return null;
  return (
    <FieldRow label={t('credit')}>
      <span>
        {format.sums(credits)}
        {credits.map(({ document }) => (
          <span key={document.id}>
            {' · '}
            <Anchor
              renderRoot={(props) => (
                <Link to="/money/$documentId" params={{ documentId: document.documentId }} {...props} />
              )}
            >
              {document.number}
            </Anchor>
          </span>
        ))}
      </span>
    </FieldRow>
  );
}
