import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deliveryState } from '#shared/channels/delivery.ts';
import { newsObstacle } from '#shared/commands/booking-tell.ts';
import type { Booking } from '#shared/domain/booking.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { newsOf } from '#shared/records/booking-news.ts';
import { readMessage } from '#shared/records/messages.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useReader } from '#renderer/state/records.ts';
import { FieldRow } from '#renderer/ui/index.ts';
import classes from './booking.module.css';

const looked = [
  'bookings',
  'bookingRules',
  'business',
  'consents',
  'contacts',
  'identities',
  'jobs',
  'jobEvents',
  'mailAccounts',
  'messages',
  'messageStates',
  'pauses',
  'publicPages',
  'visits',
] as const;

/** What the customer was told by e-mail and what became of each; where there is news that they do not get, why. */
export function Told({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const { isSameDay, time, dayAndTime } = useFormat();
  const now = useNow();
  const records = useReader(looked);
  const obstacle = newsOf(records, booking, now) && newsObstacle(records, booking, now);
  const why = obstacle === 'off' || obstacle === 'mailbox' ? undefined : obstacle;
  const told = Object.entries(booking.told ?? {}).toSorted(([, a], [, b]) => a.at - b.at);
  if (told.length === 0 && why === undefined) return null;
  return (
    <FieldRow label={t('told')}>
      <ul className={classes.wishes}>
        {told.map(([key, { news, at, messageId }]) => {
          const message = readMessage(records, messageId);
          const when = isSameDay(at, now) ? time(at) : dayAndTime(at);
          const words = t(`toldState.${fateOf(message, now)}`, { what: t(`news.${news}`), time: when });
          return (
            <li key={key}>{message === undefined ? words : <ToTalk message={message}>{words}</ToTalk>}</li>
          );
        })}
        {why !== undefined && <li className={classes.note}>{t(`notTold.${why}`)}</li>}
      </ul>
    </FieldRow>
  );
}

/** What is older than what this device has read went out long ago. */
function fateOf(message: Message | undefined, now: number): 'sent' | 'waits' | 'failed' | 'unknown' {
  if (message === undefined) return 'sent';
  const state = deliveryState(message, now);
  if (state === 'unconfirmed') return 'unknown';
  if (state === 'failed' || message.heldAt !== undefined) return 'failed';
  return state === 'queued' ? 'waits' : 'sent';
}

function ToTalk({ message, children }: { message: Message; children: string }) {
  const { conversationId } = message;
  return (
    <Anchor
      inherit
      renderRoot={(props) => <Link to="/inbox/$conversationId" params={{ conversationId }} {...props} />}
    >
      {children}
    </Anchor>
  );
}
