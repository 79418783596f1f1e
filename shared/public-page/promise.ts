import { type ChosenTime, type FreeTimes, holdLasts } from './free-times.ts';

/** What the business has promised of a time: that it can be had, and perhaps that it is confirmed at once. */
export interface Promised {
  atOnce: boolean;
}

/**
 * What a list says of a time that somebody chose from it. `moments`: when it was sent, by all who say so. Whoever held the
 * time just before the list expired has sent it in time for as long as a time is held.
 */
export function promisedIn(
  times: FreeTimes,
  { service, start }: Pick<ChosenTime, 'service' | 'start'>,
  moments: readonly number[],
): Promised | undefined {
  const offered = Object.hasOwn(times.services, service) ? times.services[service] : undefined;
  const isListed =
    offered?.days.some(({ times: own, shared = [] }) =>
      [...own, ...shared].some(([at]) => at * 60_000 === start),
    ) === true;
  const isTimely = moments.every((at) => at <= times.expiresAt + holdLasts);
  return offered !== undefined && isListed && isTimely ? { atOnce: offered.atOnce } : undefined;
}
