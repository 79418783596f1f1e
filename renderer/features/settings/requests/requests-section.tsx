import { useState } from 'react';
import { Button, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/domain/day.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useSession, rightIn } from '#renderer/state/session.ts';
import { Section } from '#renderer/ui/index.ts';
import { ClockTable } from './clock-table.tsx';
import { NewRequest } from './new-request.tsx';
import { RequestDialog } from './request-dialog.tsx';
import { RequestLine } from './request-line.tsx';
import { useRequests } from './use-requests.ts';
import settingsClasses from '../settings.module.css';
import classes from './requests.module.css';

/** What people and authorities ask about data, by when it is answered, and what came of it. */
export function RequestsSection() {
  const { t } = useTranslation(['requests', 'settings']);
  const navigate = useNavigate();
  const { contact, request } = useSearch({ strict: false });
  const format = useFormat();
  const today = dayOf(useNow(), format.timeZone);
  const mayChange = useSession(({ access }) => rightIn(access, 'talk') === 'write');
  const { open, closed } = useRequests(today);
  const [isAdding, setAdding] = useState(false);
  const show = (id: string | undefined) =>
    ignore(
      navigate({
        to: '/settings/$section',
        params: { section: 'requests' },
        search: id === undefined ? {} : { request: id },
      }),
    );
  const shown = [...open, ...closed].find(({ request: each }) => each.id === request);
  return (
    <div className={settingsClasses.wide}>
      <Section
        title={t('settings:section_requests')}
        hint={t('hint')}
        action={
          mayChange && (
            <Button size="compact-sm" onClick={() => setAdding(true)}>
              {t('add')}
            </Button>
          )
        }
      >
        {open.length === 0 && <Text c="dimmed">{t('noneOpen')}</Text>}
        <ul className={classes.list} aria-label={t('openOnes')}>
          {open.map((entry) => (
            <RequestLine
              key={entry.request.id}
              entry={entry}
              today={today}
              onOpen={() => show(entry.request.id)}
            />
          ))}
        </ul>
      </Section>
      {closed.length > 0 && (
        <Section title={t('closedOnes')} hint={t('closedHint')}>
          <ul className={classes.list} aria-label={t('closedOnes')}>
            {closed.map((entry) => (
              <RequestLine
                key={entry.request.id}
                entry={entry}
                today={today}
                onOpen={() => show(entry.request.id)}
              />
            ))}
          </ul>
        </Section>
      )}
      <ClockTable />
      {mayChange && (isAdding || contact !== undefined) && (
        <NewRequest
          contactId={contact}
          today={today}
          onClose={(id) => {
            setAdding(false);
            show(id);
          }}
        />
      )}
      {shown !== undefined && (
        <RequestDialog entry={shown} today={today} mayChange={mayChange} onClose={() => show(undefined)} />
      )}
    </div>
  );
}
