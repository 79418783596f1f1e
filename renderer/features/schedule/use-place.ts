import { useNavigate, useSearch } from '@tanstack/react-router';
import { dayOf } from '#shared/domain/day.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import type { View } from './layout/days.ts';

export interface Place {
  view: View;
  day: string;
  today: string;
  /** Whose visits alone are shown. */
  who: string | undefined;
  go(to: { view?: View; day?: string; who?: string | undefined }): void;
}

/** What the address says is looked at: a day and a view. Left out it is today, alone the week and in a team the day. */
export function usePlace(now: number, isTeam: boolean): Place {
  const navigate = useNavigate();
  const { timeZone } = useFormat();
  const search = useSearch({ strict: false });
  const today = dayOf(now, timeZone);
  const view = search.view ?? (isTeam ? 'day' : 'week');
  const day = search.day ?? today;
  return {
    view,
    day,
    today,
    who: search.who,
    go: (to) => ignore(navigate({ to: '/schedule', search: { view, day, who: search.who, ...to } })),
  };
}
