import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Booking, isOnList } from '#shared/domain/booking.ts';
import { formatDay } from '#shared/domain/day.ts';
import { referenceOf } from '#shared/public-page/names.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useJob } from '#renderer/state/jobs.ts';
import { useStaffName } from '#renderer/state/staff.ts';
import { DetailPane, FieldRow, languageName } from '#renderer/ui/index.ts';
import { AnswerForm } from './answer-form.tsx';
import { BookingState } from './booking-state.tsx';
import { Photos } from './photos.tsx';
import { Told } from './told.tsx';
import { WhoAsks } from './who-asks.tsx';
import classes from './booking.module.css';

/** One request: what was typed, and what the owner answers. */
export function BookingDetail({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const { t, i18n } = useTranslation('bookings');
  const { dayAndTime, phone: writePhone } = useFormat();
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const {
    id,
    name,
    phone,
    email,
    address,
    words,
    answers = [],
    photos = [],
    dangers = {},
    change,
    reply,
    contactId,
    jobId,
  } = booking;
  const place = [address?.street, [address?.postcode, address?.city].filter(Boolean).join(' ')];
  return (
    <DetailPane title={name} subtitle={<BookingState booking={booking} />} onClose={onClose}>
      <Planned booking={booking} />
      {Object.entries(dangers).map(([key, danger]) => (
        <p key={key} className={classes.danger} role="alert">
          {t('dangerHeard', { words: danger.words })}
        </p>
      ))}
      <FieldRow label={t('reference')}>
        <span>{referenceOf(id)}</span>
      </FieldRow>
      <FieldRow label={t('asked')}>
        <span>{dayAndTime(booking.at)}</span>
      </FieldRow>
      <FieldRow label={t('service')}>
        <span dir="auto">{booking.service ?? t('question')}</span>
      </FieldRow>
      {booking.slot !== undefined && booking.state === 'asked' ? (
        <FieldRow label={t('chosen')}>
          <span>{dayAndTime(booking.slot.start)}</span>
        </FieldRow>
      ) : (
        <FieldRow label={t('wishes')}>
          <Wishes wishes={booking.wishes} />
        </FieldRow>
      )}
      <FieldRow label={t('reached')}>
        <span dir="auto">{[phone && writePhone(phone), email].filter(Boolean).join(' · ')}</span>
      </FieldRow>
      {address !== undefined && (
        <FieldRow label={t('address')}>
          <span dir="auto">{place.filter(Boolean).join(', ')}</span>
        </FieldRow>
      )}
      <FieldRow label={t('language')}>
        <span>{languageName(names, booking.language)}</span>
      </FieldRow>
      {words !== undefined && (
        <FieldRow label={t('words')}>
          <span className={classes.words} dir="auto">
            {words}
          </span>
        </FieldRow>
      )}
      {photos.length > 0 && (
        <FieldRow label={t('photos')}>
          <Photos bookingId={id} photos={photos} />
        </FieldRow>
      )}
      {answers.map(({ question, answer }) => (
        <FieldRow key={question} label={question}>
          <span className={classes.words} dir="auto">
            {answer}
          </span>
        </FieldRow>
      ))}
      {change !== undefined && (
        <FieldRow label={t(`wants.${change.wants}`)}>
          {change.slot === undefined ? (
            <Wishes wishes={change.wishes} />
          ) : (
            <div>{dayAndTime(change.slot.start)}</div>
          )}
          {change.words !== undefined && (
            <div className={classes.words} dir="auto">
              {change.words}
            </div>
          )}
        </FieldRow>
      )}
      {reply !== undefined && (
        <FieldRow label={t('reply')}>
          <span className={classes.words} dir="auto">
            {reply}
          </span>
        </FieldRow>
      )}
      <Told booking={booking} />
      <p className={classes.links}>
        <Anchor renderRoot={(props) => <Link to="/people/$contactId" params={{ contactId }} {...props} />}>
          {t('toContact')}
        </Anchor>
        {jobId !== undefined && (
          <Anchor renderRoot={(props) => <Link to="/jobs/$jobId" params={{ jobId }} {...props} />}>
            {t('toJob')}
          </Anchor>
        )}
      </p>
      {isOnList(booking) && <p className={classes.note}>{t('waits')}</p>}
      <WhoAsks booking={booking} />
      <AnswerForm booking={booking} />
    </DetailPane>
  );
}

/** When the visit takes place that has come of it. */
function Planned({ booking: { state, seat, jobId = '', visitId = '' } }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const { day, time } = useFormat();
  const staffName = useStaffName();
  const visit = useJob(jobId)?.visits[visitId];
  if (state !== 'confirmed' || visit === undefined) return null;
  const { start, end } = visit;
  const when = t('planned', { day: day(start), from: time(start), to: time(end) });
  const who = (visit.staffIds ?? []).map((id) => staffName(id) ?? '').filter(Boolean);
  return (
    <p className={classes.planned}>
      {[when, ...who].join(' · ')}
      {seat === true && <span className={classes.shared}>{t('takesPart')}</span>}
    </p>
  );
}

function Wishes({ wishes }: { wishes: Booking['wishes'] }) {
  const { t } = useTranslation('bookings');
  const { locale } = useFormat();
  if (wishes.length === 0) return <span>{t('noWishes')}</span>;
  return (
    <ul className={classes.wishes}>
      {wishes.map(({ day, part, misses }) => (
        <li key={`${day} ${part}`}>
          {formatDay(day, locale)}, {t(`part.${part}`)}
          {misses !== undefined && <span className={classes.miss}> ({t(`misses.${misses}`)})</span>}
        </li>
      ))}
    </ul>
  );
}
