import { useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import { IconCalendarQuestion } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Booking, isOnList, isWaiting } from '#shared/domain/booking.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { EmptyState, ListPage, RecordLine, RecordLines, StateBadge } from '#renderer/ui/index.ts';
import { BookingDetail } from './booking-detail.tsx';
import { BookingState } from './booking-state.tsx';
import classes from './booking.module.css';

const shownLists = ['waiting', 'onList', 'all'] as const;
type Shown = (typeof shownLists)[number];

/** What customers have asked for on the public page, those who wait first. Route `/bookings`. */
export function BookingsPage() {
  const { t } = useTranslation('bookings');
  const { bookingId } = useParams({ strict: false });
  const [show, setShow] = useState<Shown>('waiting');
  const all = useRecords('bookings').toSorted((a, b) => b.at - a.at);
  const waiting = all.filter(isWaiting);
  const opened = all.find(({ id }) => id === bookingId);
  const isOnline = useRecord('publicPages', 'page')?.isPublished === true;
  const navigate = useNavigate();
  // Who has waited for longest comes first there.
  const lists = { waiting, onList: all.filter(isOnList).toReversed(), all };
  const listed = lists[show];
  const toList = () => void navigate({ to: '/bookings' });
  const toSettings = () => void navigate({ to: '/settings/$section', params: { section: 'booking' } });
  return (
    <ListPage
      title={t('title')}
      filters={
        <SegmentedControl
          size="xs"
          aria-label={t('show')}
          value={show}
          data={shownLists.map((value) => ({
            value,
            label: t(`filter.${value}`, { count: lists[value].length }),
          }))}
          onChange={(value) => setShow(shownLists.find((each) => each === value) ?? 'waiting')}
        />
      }
      list={
        all.length === 0 ? (
          <EmptyState
            icon={<IconCalendarQuestion size={28} stroke={1.5} />}
            title={t('emptyTitle')}
            text={t(isOnline ? 'emptyOnline' : 'emptyOffline')}
            action={{ label: t('toPage'), onClick: toSettings }}
          />
        ) : (
          <RecordLines label={t('title')}>
            {listed.length === 0 && (
              <li className={classes.none}>{t(show === 'onList' ? 'nobodyOnList' : 'nobodyWaits')}</li>
            )}
            {listed.map((booking) => (
              <Line key={booking.id} booking={booking} isOpen={booking.id === bookingId} />
            ))}
          </RecordLines>
        )
      }
      listWidth={340}
      openId={opened?.id}
      detail={
        opened !== undefined && <BookingDetail key={opened.stateAt} booking={opened} onClose={toList} />
      }
      detailLabel={t('of', { name: opened?.name })}
      onClose={toList}
    />
  );
}

function Line({ booking, isOpen }: { booking: Booking; isOpen: boolean }) {
  const { t } = useTranslation('bookings');
  const { dayAndTime } = useFormat();
  const navigate = useNavigate();
  const { id, name, service, words, dangers, at, saysToBe = '' } = booking;
  const known = useRecord('contacts', saysToBe);
  return (
    <RecordLine
      name={name}
      state={
        <>
          {dangers !== undefined && <StateBadge tone="bad">{t('danger')}</StateBadge>}
          <BookingState booking={booking} />
        </>
      }
      isOpen={isOpen}
      onOpen={() => void navigate({ to: '/bookings/$bookingId', params: { bookingId: id } })}
    >
      <span dir="auto">{service ?? words ?? t('question')}</span>
      {known !== undefined && <span dir="auto">{t('saysToBe', { name: known.name })}</span>}
      <span>{dayAndTime(at)}</span>
    </RecordLine>
  );
}
