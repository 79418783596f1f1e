import { Anchor, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecordsBy } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { FieldRow } from '#renderer/ui/index.ts';
import classes from './privacy.module.css';

/** What they have asked about their data, and the way to take down more. */
export function TheyAskedRow({ contactId }: { contactId: string }) {
  const { t } = useTranslation(['privacy', 'requests']);
  const { locale } = useFormat();
  const access = useAccess('talk');
  const requests = useRecordsBy('privacyRequests', 'contactId', contactId).toSorted((a, b) =>
    a.receivedOn < b.receivedOn ? 1 : -1,
  );
  if (access === 'none') return null;
  const to = { to: '/settings/$section', params: { section: 'requests' } } as const;
  return (
    <FieldRow label={t('asked.label')}>
      <ul className={classes.history}>
        {requests.map(({ id, kind, receivedOn, outcome }) => (
          <li key={id}>
            <Anchor size="sm" renderRoot={(props) => <Link {...to} search={{ request: id }} {...props} />}>
              {t(outcome === undefined ? 'asked.open' : 'asked.closed', {
                kind: t(`requests:kind.${kind}`),
                day: formatDay(receivedOn, locale),
              })}
            </Anchor>
          </li>
        ))}
      </ul>
      {access === 'write' && (
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            renderRoot={(props) => <Link {...to} search={{ contact: contactId }} {...props} />}
          >
            {t('asked.new')}
          </Button>
        </Group>
      )}
    </FieldRow>
  );
}
