import { useMemo, useState } from 'react';
import { Button, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { PhoneCall } from '#shared/domain/phone-call.ts';
import type { TimelineEntry } from '#shared/domain/timeline.ts';
import { contactTimeline } from '#shared/domain/timeline.ts';
import type { TimelineItem } from '#renderer/ui/index.ts';
import { Timeline } from '#renderer/ui/index.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Format } from '#renderer/state/format.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useContactRecords } from '#renderer/state/contact-records.ts';

const pageSize = 40;

/** Messages, jobs, invoices and payments in one line of time, newest first. */
export function ContactStory({ contactId }: { contactId: string }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const navigate = useNavigate();
  const records = useContactRecords(contactId);
  const [count, setCount] = useState(pageSize);
  const entries = useMemo(() => contactTimeline(records), [records]);

  if (entries.length === 0) return <Text c="dimmed">{t('noHistory')}</Text>;
  const items = entries.slice(0, count).map((entry): TimelineItem => ({
    id: entry.id,
    at: format.dayAndTime(entry.at),
    dateTime: new Date(entry.at).toISOString(),
    ...describe(entry, t, format),
    ...(entry.kind !== 'call' && { onOpen: () => ignore(open(entry)) }),
  }));
  return (
    <>
      <Timeline label={t('history')} items={items} />
      {entries.length > count && (
        <Button variant="default" size="xs" onClick={() => setCount(count + pageSize)}>
          {t('showEarlier')}
        </Button>
      )}
    </>
  );

  function open(entry: Exclude<TimelineEntry, { kind: 'call' }>) {
    if (entry.kind === 'message') {
      const conversationId = entry.message.conversationId;
      return navigate({ to: '/inbox/$conversationId', params: { conversationId } });
    }
    if (entry.kind === 'job' || entry.kind === 'completed')
      return navigate({ to: '/jobs/$jobId', params: { jobId: entry.job.id } });
    if (entry.kind === 'pastInvoice') return navigate({ to: '/money' });
    return navigate({ to: '/money/$documentId', params: { documentId: entry.issued.documentId } });
  }
}

function describe(
  entry: TimelineEntry,
  t: TFunction<'contacts'>,
  format: Format,
): Pick<TimelineItem, 'title' | 'text' | 'tone'> {
  if (entry.kind === 'message') {
    const { direction, text, type } = entry.message;
    return { title: t(`story.${direction}`), text: text ?? t(`story.kind.${type}`) };
  }
  if (entry.kind === 'call') return callWords(entry.call, t);
  if (entry.kind === 'job') return { title: t('story.job', { title: entry.job.title }), tone: 'info' };
  if (entry.kind === 'completed')
    return { title: t('story.completed', { title: entry.job.title }), tone: 'good' };
  if (entry.kind === 'pastInvoice')
    return {
      title: t('story.pastInvoice', { number: entry.invoice.number }),
      text: format.money(entry.invoice.total, entry.invoice.currency),
    };
  const { number, kind, totals, currency } = entry.issued;
  if (entry.kind === 'invoice')
    return {
      title: t(`story.${kind}`, { number }),
      text: format.money(totals.gross, currency),
      tone: 'warn',
    };
  const text = format.money(entry.payment.amount, currency);
  return { title: t('story.payment', { number }), text, tone: 'good' };
}

/** Which way it went, how long it was and on which phone. */
function callWords(
  { direction, outcome, seconds, phone }: PhoneCall,
  t: TFunction<'contacts'>,
): Pick<TimelineItem, 'title' | 'text' | 'tone'> {
  const answered = outcome === 'answered';
  const length = answered
    ? t('story.callLength', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
    : '';
  const text = [length, phone ?? ''].filter((part) => part !== '').join(' · ');
  return {
    title: t(answered ? `story.call.${direction}` : `story.call.${outcome}`),
    text,
    tone: answered ? 'neutral' : 'warn',
  };
}
