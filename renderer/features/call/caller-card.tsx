import { useMemo } from 'react';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isCurrent } from '#shared/domain/bin.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { dayOf } from '#shared/domain/day.ts';
import { debtsOf } from '#shared/domain/invoice-status.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import { siteLabel } from '#shared/domain/site.ts';
import { StateBadge } from '#renderer/ui/index.ts';
import { useContactRecords } from '#renderer/state/contact-records.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useHistory } from '#renderer/state/history.ts';
import { useNow } from '#renderer/state/now.ts';
import { useLimited } from '#renderer/state/person.ts';
import { useRecord, useRecordsBy } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import classes from './call.module.css';

const shownVisits = 3;
const shownJobs = 3;

/** Who is on the phone: what they owe, what is fitted where, when somebody was there. */
export function CallerCard({ contactId }: { contactId: string }) {
  const { t } = useTranslation('call');
  const contact = useRecord('contacts', contactId);
  if (contact === undefined)
    return (
      <aside className={classes.card}>
        <Text c="dimmed">{t('nobody')}</Text>
      </aside>
    );
  return <KnownCaller contact={contact} />;
}

function KnownCaller({ contact }: { contact: Contact }) {
  const { t } = useTranslation('call');
  useHistory(contact.id);
  const isRefused = useLimited(contact.id, 'doNotContact');
  const seesMoney = useAccess('money') !== 'none';
  return (
    <aside className={classes.card} aria-label={contact.name}>
      <div>
        <strong dir="auto">{contact.name}</strong>
        {contact.company !== undefined && <div dir="auto">{contact.company}</div>}
        {isRefused && <StateBadge tone="warn">{t('doNotContact')}</StateBadge>}
      </div>
      {seesMoney && <Debts contactId={contact.id} />}
      <Fitted contactId={contact.id} />
      <Work contactId={contact.id} />
      {contact.notes !== undefined && contact.notes !== '' && (
        <Part title={t('noteTitle')} lines={[contact.notes]} />
      )}
    </aside>
  );
}

function Debts({ contactId }: { contactId: string }) {
  const { t } = useTranslation('call');
  const format = useFormat();
  const now = useNow();
  const { issued, payments } = useContactRecords(contactId);
  const today = dayOf(now, format.timeZone);
  const owed = useMemo(() => debtsOf(issued, payments, today), [issued, payments, today]);
  const late = owed.filter(({ isLate }) => isLate);
  if (owed.length === 0) return <Part title={t('owes')} lines={[t('owesNothing')]} />;
  const lines = [format.sums(owed), late.length > 0 ? t('overdue', { sum: format.sums(late) }) : ''];
  return <Part title={t('owes')} lines={lines} isBad={late.length > 0} />;
}

function Fitted({ contactId }: { contactId: string }) {
  const { t } = useTranslation('call');
  const sites = useRecordsBy('sites', 'contactId', contactId).filter(isCurrent);
  const lines = sites.flatMap((site) =>
    Object.values(site.equipment ?? {})
      .filter(({ removedAt }) => removedAt === undefined)
      .map(({ name, make, model }) => {
        const thing = [name, make, model].filter(Boolean).join(' · ');
        return sites.length > 1 ? `${thing} (${siteLabel(site)})` : thing;
      }),
  );
  return <Part title={t('equipment')} lines={lines} />;
}

function Work({ contactId }: { contactId: string }) {
  const { t } = useTranslation('call');
  const format = useFormat();
  const now = useNow();
  const { jobs } = useContactRecords(contactId);
  const lines = useMemo(() => {
    const visits = jobs.flatMap(({ title, visits: own }) =>
      Object.values(own).map((visit) => ({ ...visit, title })),
    );
    const when = (visit: (typeof visits)[number]) => `${format.visit(visit)} · ${visit.title}`;
    const next = visits.filter(({ end }) => end >= now).toSorted((a, b) => a.start - b.start);
    const past = visits.filter(({ end }) => end < now).toSorted((a, b) => b.start - a.start);
    const unplanned = jobs.filter((job) => isOpenJob(job) && Object.keys(job.visits).length === 0);
    return [
      ...next.slice(0, 1).map((visit) => t('next', { when: when(visit) })),
      ...past.slice(0, shownVisits).map((visit) => t('last', { when: when(visit) })),
      ...unplanned.slice(0, shownJobs).map(({ title }) => t('open', { title })),
    ];
  }, [jobs, now, format, t]);
  return <Part title={t('work')} lines={lines} />;
}

function Part({ title, lines, isBad = false }: { title: string; lines: string[]; isBad?: boolean }) {
  const shown = lines.filter((line) => line !== '');
  if (shown.length === 0) return null;
  return (
    <section>
      <h3 className={classes.partTitle}>{title}</h3>
      {shown.map((line) => (
        <p key={line} className={classes.line} data-bad={isBad || undefined} dir="auto">
          {line}
        </p>
      ))}
    </section>
  );
}
