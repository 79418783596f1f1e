import { useMemo } from 'react';
import { ActionIcon, Anchor, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { isOpenEnquiry } from '#shared/domain/enquiry.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { isOpenJob, nextVisit } from '#shared/domain/job-states.ts';
import { accountsOf } from '#shared/domain/invoice-status.ts';
import { marketingStoppedAt } from '#shared/domain/marketing.ts';
import { formatPhone } from '#shared/domain/phone.ts';
import type { ContactRecords } from '#shared/domain/timeline.ts';
import { contactTimeline } from '#shared/domain/timeline.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { TimelineItem } from '#renderer/ui/index.ts';
import { Money, Section, Timeline } from '#renderer/ui/index.ts';
import { TaskSection } from '#renderer/features/tasks/index.ts';
import { useContactRecords } from '#renderer/state/contact-records.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecord, useRecords, useRecordsBy } from '#renderer/state/records.ts';
import { useServedMember } from '#renderer/state/served-member.ts';
import { Commenter } from '../comments/commenter.tsx';
import { InsightSection } from '../insight/insight-section.tsx';
import { RememberedSection } from '../remembered/remembered-section.tsx';
import classes from './contact-panel.module.css';

/** How much of the past the panel shows; the contact itself shows all of it. */
const historyLength = 8;

/** Beside the thread: who this is, what comes next, what is owed, what was. */
export function ContactPanel({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { contactId } = conversation;
  const { t } = useTranslation('inbox');
  const contact = useRecord('contacts', contactId);
  const records = useContactRecords(contactId);
  const member = useServedMember(conversation);
  return (
    <aside className={classes.panel} aria-label={t('panel')}>
      <ActionIcon className={classes.back} aria-label={t('hidePanel')} onClick={onClose}>
        <IconArrowLeft size={18} stroke={1.5} />
      </ActionIcon>
      {contact === undefined ? <Text c="dimmed">{t('noContact')}</Text> : <Facts contact={contact} />}
      {contact !== undefined && <Commenter contact={contact} />}
      {member !== undefined && <p className={classes.fact}>{t('isMember')}</p>}
      {member === undefined && contact !== undefined && isPrivate(conversation) && (
        <RememberedSection contact={contact} conversation={conversation} />
      )}
      {member === undefined && isPrivate(conversation) && <InsightSection conversation={conversation} />}
      <Jobs jobs={records.jobs} />
      <ConversationTasks conversation={conversation} />
      <Owed records={records} />
      <History records={records} />
    </aside>
  );
}

function Facts({ contact }: { contact: Contact }) {
  const { t } = useTranslation('inbox');
  const country = useRecord('business', 'business')?.country;
  const format = useFormat();
  const stoppedAt = marketingStoppedAt(useRecords('identities'), contact.id);
  const address = Object.values(contact.addresses ?? {})[0];
  const hasJobs = useRecordsBy('jobs', 'contactId', contact.id).length > 0;
  const hasEnquiry = useRecordsBy('enquiries', 'contactId', contact.id).some(isOpenEnquiry) && !hasJobs;
  const lines = [
    contact.company,
    ...Object.values(contact.phones ?? {}).map(({ number }) => formatPhone(number, country)),
    ...Object.values(contact.emails ?? {}).map((email) => email.address),
    address && [address.street, address.postcode, address.city].filter(Boolean).join(', '),
    Object.keys(contact.tags ?? {}).join(' · '),
  ].filter((line) => line !== undefined && line !== '');
  return (
    <Section
      title={contact.name}
      action={
        <Anchor
          size="xs"
          renderRoot={(props) => (
            <Link to="/people/$contactId" params={{ contactId: contact.id }} {...props} />
          )}
        >
          {t('openContact')}
        </Anchor>
      }
    >
      {lines.map((line) => (
        <p key={line} className={classes.fact} dir="auto">
          {line}
        </p>
      ))}
      {hasEnquiry && <p className={classes.fact}>{t('lead')}</p>}
      {contact.origin !== undefined && (
        <p className={classes.fact} title={contact.origin.url}>
          {t(`cameBy.${originKind(contact.origin.kind)}`, {
            headline: contact.origin.headline ?? contact.origin.sourceId ?? contact.origin.url ?? '',
          })}
        </p>
      )}
      {stoppedAt !== undefined && (
        <p className={classes.fact}>{t('noMarketing', { time: format.day(stoppedAt) })}</p>
      )}
      {contact.notes !== undefined && (
        <p className={classes.notes} dir="auto">
          {contact.notes}
        </p>
      )}
    </Section>
  );
}

function originKind(kind: string): 'ad' | 'post' | 'link' {
  return kind === 'ad' || kind === 'post' ? kind : 'link';
}

function Jobs({ jobs }: { jobs: readonly PlannedJob[] }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const now = useNow();
  const open = jobs.filter(isOpenJob).toSorted((a, b) => b.createdAt - a.createdAt);
  return (
    <Section title={t('openJobs')}>
      {open.length === 0 && <p className={classes.fact}>{t('noOpenJobs')}</p>}
      {open.map((job) => {
        const visit = nextVisit(job, now);
        return (
          <Link key={job.id} to="/jobs/$jobId" params={{ jobId: job.id }} className={classes.line}>
            <span className={classes.lineTitle} dir="auto" title={job.title}>
              {job.title}
            </span>
            <time className={classes.aside}>
              {visit === undefined ? t('unscheduled') : format.visit(visit)}
            </time>
          </Link>
        );
      })}
    </Section>
  );
}

/** What is to be done about the conversation or its customer. */
function ConversationTasks({ conversation: { id, contactId } }: { conversation: Conversation }) {
  const among = useMemo(
    () => [
      { kind: 'conversations' as const, id },
      { kind: 'contacts' as const, id: contactId },
    ],
    [id, contactId],
  );
  return <TaskSection about={among[0]!} among={among} />;
}

function Owed({ records }: { records: ContactRecords }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const { issued, payments } = records;
  const accounts = useMemo(() => accountsOf(issued, payments), [issued, payments]);
  const due = issued
    .map((document) => ({ document, amount: accounts.get(document.id)?.due ?? 0n }))
    .filter(({ amount }) => amount > 0n);
  if (due.length === 0) return null;
  return (
    <Section title={t('owed')}>
      {due.map(({ document, amount }) => (
        <Link
          key={document.id}
          to="/money/$documentId"
          params={{ documentId: document.documentId }}
          className={classes.line}
        >
          <span className={classes.lineTitle}>{document.number}</span>
          <Money>{format.money(amount, document.currency)}</Money>
        </Link>
      ))}
    </Section>
  );
}

/** Jobs, invoices and payments; the messages stand in the thread, calls with the contact. */
function History({ records }: { records: ContactRecords }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const navigate = useNavigate();
  const entries = useMemo(() => contactTimeline({ ...records, messages: [], calls: [] }), [records]);
  if (entries.length === 0) return null;
  const items = entries.slice(0, historyLength).map((entry): TimelineItem => {
    const common = { id: entry.id, at: format.day(entry.at), dateTime: new Date(entry.at).toISOString() };
    if (entry.kind === 'job' || entry.kind === 'completed') {
      const { id, title } = entry.job;
      return {
        ...common,
        title: t(`history.${entry.kind}`, { title }),
        tone: entry.kind === 'completed' ? 'good' : 'info',
        onOpen: () => ignore(navigate({ to: '/jobs/$jobId', params: { jobId: id } })),
      };
    }
    if (entry.kind === 'message' || entry.kind === 'call') return { ...common, title: '' };
    if (entry.kind === 'pastInvoice') {
      const { number: past, total, currency: its } = entry.invoice;
      return { ...common, title: t('history.pastInvoice', { number: past }), text: format.money(total, its) };
    }
    const { documentId, number, currency, totals } = entry.issued;
    return {
      ...common,
      title: t(`history.${entry.kind}`, { number }),
      text: format.money(entry.kind === 'payment' ? entry.payment.amount : totals.gross, currency),
      tone: entry.kind === 'payment' ? 'good' : 'neutral',
      onOpen: () => ignore(navigate({ to: '/money/$documentId', params: { documentId } })),
    };
  });
  return (
    <Section title={t('historyTitle')}>
      <Timeline label={t('historyTitle')} items={items} />
    </Section>
  );
}
