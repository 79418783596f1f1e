import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Booking } from '#shared/domain/booking.ts';
import { formatDay } from '#shared/domain/day.ts';
import { referenceOf } from '#shared/public-page/names.ts';
import { useFormat } from '#renderer/state/format.ts';
import { FieldRow, languageName } from '#renderer/ui/index.ts';
import { AnswerForm } from './answer-form.tsx';
import { BookingState } from './booking-state.tsx';
import classes from './booking.module.css';

/** One request: what was typed, and what the owner answers. */
export function BookingDetail({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const { dayAndTime, locale } = useFormat();
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const {
    id,
    name,
    phone,
    email,
    address,
    words,
    answers = [],
    danger,
    change,
    reply,
    contactId,
    jobId,
  } = booking;
  const place = [address?.street, [address?.postcode, address?.city].filter(Boolean).join(' ')];
  return (
    <section className={classes.detail} aria-label={t('of', { name })}>
      <h2 className={classes.title} dir="auto">
        {name}
      </h2>
      <BookingState booking={booking} />
      {danger !== undefined && (
        <p className={classes.danger} role="alert">
          {t('dangerHeard', { words: danger.words })}
        </p>
      )}
      <FieldRow label={t('reference')}>{referenceOf(id)}</FieldRow>
      <FieldRow label={t('asked')}>{dayAndTime(booking.at)}</FieldRow>
      <FieldRow label={t('service')}>
        <span dir="auto">{booking.service ?? t('question')}</span>
      </FieldRow>
      <FieldRow label={t('wishes')}>
        <Wishes wishes={booking.wishes} />
      </FieldRow>
      <FieldRow label={t('reached')}>
        <span dir="auto">{[phone, email].filter(Boolean).join(' · ')}</span>
      </FieldRow>
      {address !== undefined && (
        <FieldRow label={t('address')}>
          <span dir="auto">{place.filter(Boolean).join(', ')}</span>
        </FieldRow>
      )}
      <FieldRow label={t('language')}>{languageName(names, booking.language)}</FieldRow>
      {words !== undefined && (
        <FieldRow label={t('words')}>
          <span className={classes.words} dir="auto">
            {words}
          </span>
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
          <Wishes wishes={change.wishes} />
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
      <p className={classes.links}>
        <Link to="/people/$contactId" params={{ contactId }}>
          {t('toContact')}
        </Link>
        {jobId !== undefined && (
          <Link to="/jobs/$jobId" params={{ jobId }}>
            {t('toJob')}
          </Link>
        )}
      </p>
      <p className={classes.note}>{t('unproven')}</p>
      <AnswerForm booking={booking} />
    </section>
  );
}

function Wishes({ wishes }: { wishes: Booking['wishes'] }) {
  const { t } = useTranslation('bookings');
  const { locale } = useFormat();
  if (wishes.length === 0) return <span>{t('noWishes')}</span>;
  return (
    <ul className={classes.wishes}>
      {wishes.map(({ day, part }) => (
        <li key={`${day} ${part}`}>
          {formatDay(day, locale)}, {t(`part.${part}`)}
        </li>
      ))}
    </ul>
  );
}
