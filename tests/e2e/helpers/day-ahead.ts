/** Where the windows of the stories are. */
export const windowZone = 'Europe/Amsterdam';

/**
 * The next Tuesday, Wednesday or Thursday after today where the windows are, as one says it (`Thursday`) and as a
 * document writes it (`24 November`). A business works then, and today's own weekday could mean two days.
 */
export function dayAhead(): { weekday: string; date: string } {
  const day = new Date(new Date().toLocaleDateString('en-CA', { timeZone: windowZone }));
  do day.setUTCDate(day.getUTCDate() + 1);
  while (![2, 3, 4].includes(day.getUTCDay()));
  const written = (options: Intl.DateTimeFormatOptions) =>
    day.toLocaleDateString('en-GB', { timeZone: 'UTC', ...options });
  return { weekday: written({ weekday: 'long' }), date: written({ day: 'numeric', month: 'long' }) };
}
