import { useMemo, useState } from 'react';
import { Anchor, Button } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Message } from '#shared/domain/conversation.ts';
import { formatPhone } from '#shared/domain/phone.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord, useTable } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { Attachment } from './attachment.tsx';
import { type Card, readCards } from './content.ts';

/** Contact cards, each of which can become a contact of the business. */
export function Cards({ message }: { message: Message }) {
  return readCards(message.content).map((card, index) => (
    // A card has no id, and the cards of a message never change.
    // oxlint-disable-next-line react/no-array-index-key
    <OneCard key={index} card={card} />
  ));
}

function OneCard({ card }: { card: Card }) {
  const { t } = useTranslation(['media', 'inbox']);
  const country = useRecord('business', 'business')?.country;
  const name = nameOf(card) ?? t('inbox:type.contacts');
  return (
    <Attachment Sign={IconAddressBook} title={name}>
      {card.org?.company !== undefined && <span>{card.org.company}</span>}
      {card.phones.map(
        ({ phone }) => phone !== undefined && <span key={phone}>{formatPhone(phone, country)}</span>,
      )}
      {card.emails.map(({ email }) => email !== undefined && <span key={email}>{email}</span>)}
      <SaveCard card={card} name={name} />
    </Attachment>
  );
}

/** Saves once: who is known by one of the card's numbers is linked instead. */
function SaveCard({ card, name }: { card: Card; name: string }) {
  const { t } = useTranslation('media');
  const mayWrite = useAccess('people') === 'write';
  const known = useKnownContact(card);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<string>();
  const contactId = saved ?? known;
  const save = async () => {
    setSaving(true);
    const done = await run('contact.create', contactOf(card, name));
    setSaving(false);
    if (done.ok) setSaved(done.value.id);
  };
  if (contactId !== undefined)
    return (
      <span>
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/people/$contactId" params={{ contactId }} {...props} />}
        >
          {t('openContact')}
        </Anchor>
      </span>
    );
  if (!mayWrite) return null;
  return (
    <span>
      <Button size="compact-xs" variant="default" mt={4} loading={saving} onClick={() => ignore(save())}>
        {t('saveContact')}
      </Button>
    </span>
  );
}

function useKnownContact(card: Card): string | undefined {
  const contacts = useTable('contacts');
  return useMemo(() => {
    const numbers = new Set(
      card.phones.map(({ phone = '' }) => digits(phone)).filter((number) => number.length > 5),
    );
    if (numbers.size === 0) return undefined;
    for (const contact of contacts.values()) {
      if (Object.values(contact.phones ?? {}).some(({ number }) => numbers.has(digits(number))))
        return contact.id;
    }
    return undefined;
  }, [contacts, card]);
}

function nameOf({ name, org }: Card): string | undefined {
  const parts = [name.first_name, name.last_name].filter((part) => part !== undefined).join(' ');
  return name.formatted_name ?? (parts === '' ? org?.company : parts);
}

function contactOf(card: Card, name: string) {
  const phones = card.phones.map(({ phone, type }, index) => [
    `card${index}`,
    { number: (phone ?? '').slice(0, 32), ...(type === undefined ? {} : { label: type.slice(0, 40) }) },
  ]);
  const emails = card.emails.map(({ email, type }, index) => [
    `card${index}`,
    { address: (email ?? '').slice(0, 254), ...(type === undefined ? {} : { label: type.slice(0, 40) }) },
  ]);
  return {
    name: name.slice(0, 200),
    company: card.org?.company?.slice(0, 200),
    phones: Object.fromEntries(phones) as Record<string, { number: string }>,
    emails: Object.fromEntries(emails) as Record<string, { address: string }>,
  };
}

function digits(number: string): string {
  return number.replaceAll(/\D/g, '');
}
