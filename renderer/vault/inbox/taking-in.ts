import type { WebhookEvent } from '#shared/channels/events.ts';
import type { Result } from '#shared/lib/result.ts';
import type { PageRequests } from '../booking/page-requests.ts';
import type { WebhookArrivals } from '../webhooks/arrivals.ts';
import type { Arrived } from './opening.ts';
import { report } from './report.ts';

/** `waits`: nothing can be made durable now, such as on a full disk. `bad`: some of it is at fault itself. */
export type TakenIn = 'taken' | 'waits' | 'bad';

export interface TakingIn {
  /** All together: each command is made durable by itself, and one is as fast for a thousand events as for one. */
  together(arrived: Arrived[]): Promise<TakenIn>;
  /** One delivery: whatever of it is not at fault is taken in, also where it is `bad`. */
  alone(arrived: Arrived): Promise<TakenIn>;
}

/** Makes records of what was opened. */
export function createTakingIn(deps: {
  /** Makes the events durable as records. */
  ingest(events: WebhookEvent[]): Promise<Result<unknown>>;
  page?: Pick<PageRequests, 'take'>;
  webhooks?: Pick<WebhookArrivals, 'take'>;
}): TakingIn {
  const tryEvents = (events: WebhookEvent[]): Promise<TakenIn> => attempt(() => deps.ingest(events));

  /** What came from the public page, and from programs elsewhere. */
  async function tryOthers(opened: Arrived[]): Promise<TakenIn> {
    const requests = opened.flatMap((one) => one.requests);
    const taken = requests.length === 0 ? 'taken' : await attempt(() => deps.page!.take(requests));
    const arrivals = opened.flatMap((one) => one.arrivals);
    if (taken !== 'taken' || arrivals.length === 0) return taken;
    return attempt(() => deps.webhooks!.take(arrivals));
  }

  /** By halves, down to the event that is at fault: the rest of its delivery is taken in without it. */
  async function ingestParts(events: WebhookEvent[]): Promise<TakenIn> {
    const whole = await tryEvents(events);
    if (whole !== 'bad' || events.length < 2) return whole;
    const middle = events.length >> 1;
    const first = await ingestParts(events.slice(0, middle));
    if (first === 'waits') return first;
    const second = await ingestParts(events.slice(middle));
    return first === 'bad' && second === 'taken' ? first : second;
  }

  return {
    async together(arrived) {
      const events = arrived.flatMap((one) => one.events);
      const taken = events.length === 0 ? 'taken' : await tryEvents(events);
      return taken === 'taken' ? tryOthers(arrived) : taken;
    },

    async alone(arrived) {
      const taken = arrived.events.length === 0 ? 'taken' : await ingestParts(arrived.events);
      return taken === 'taken' ? tryOthers([arrived]) : taken;
    },
  };
}

async function attempt(step: () => Promise<Result<unknown>>): Promise<TakenIn> {
  try {
    const result = await step();
    if (result.ok) return 'taken';
    return result.error.code === 'command.bad-arguments' ? 'bad' : 'waits';
  } catch (error) {
    report(error);
    return 'bad';
  }
}
