import { useTranslation } from 'react-i18next';
import type { Booking } from '#shared/domain/booking.ts';
import { StateBadge, type Tone } from '#renderer/ui/index.ts';

const tones: Record<Booking['state'], Tone> = {
  asked: 'warn',
  confirmed: 'good',
  declined: 'neutral',
  cancelled: 'neutral',
};

/** How a request stands: a wish of the customer's comes before its own state. */
export function BookingState({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings');
  const { state, change } = booking;
  if (change !== undefined) return <StateBadge tone="warn">{t(`wants.${change.wants}`)}</StateBadge>;
  return <StateBadge tone={tones[state]}>{t(`state.${state}`)}</StateBadge>;
}
