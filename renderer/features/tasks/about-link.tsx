import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Task } from '#shared/domain/task.ts';
import { siteLabel } from '#shared/domain/site.ts';
import { useOpenRecord } from '#renderer/state/open-record.ts';
import { useRecord } from '#renderer/state/records.ts';

/** The way to what a task is about, by its name; nothing where it is about nothing that this member can see. */
export function AboutLink({ task: { aboutKind, aboutId } }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const open = useOpenRecord();
  const idOf = (kind: Task['aboutKind']) => (kind === aboutKind ? aboutId : undefined);
  const job = useRecord('jobs', idOf('jobs'));
  const site = useRecord('sites', idOf('sites'));
  const enquiry = useRecord('enquiries', idOf('enquiries'));
  const conversation = useRecord('conversations', idOf('conversations'));
  const document = useRecord('documents', idOf('documents'));
  const owner = site ?? enquiry ?? conversation ?? document;
  const contact = useRecord('contacts', idOf('contacts') ?? owner?.contactId);
  if (aboutId === undefined || aboutKind === undefined) return null;
  const title = job?.title ?? (site && siteLabel(site)) ?? enquiry?.title ?? '';
  const name = title === '' ? contact?.name : title;
  if (name === undefined) return null;
  // What has no room of its own stands at its customer.
  const isAtContact = aboutKind === 'sites' || aboutKind === 'enquiries';
  const place =
    isAtContact && contact !== undefined
      ? { collection: 'contacts', id: contact.id }
      : { collection: aboutKind, id: aboutId };
  return (
    <Anchor
      component="button"
      type="button"
      size="xs"
      aria-label={t('about', { name })}
      onClick={() => open(place)}
    >
      <bdi>{name}</bdi>
    </Anchor>
  );
}
