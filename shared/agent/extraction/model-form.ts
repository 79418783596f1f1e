import { z } from 'zod';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import { offer, offeredDays, offeredServices, offeredTimes } from '#shared/agent/model-options.ts';

/** What a model reads in a conversation: values of fixed forms, and the words that it took them from. */
export interface ModelReading {
  wantsVisit: boolean;
  /** An id of the price list. */
  service?: string | undefined;
  serviceWords: string;
  /** `2026-11-24`. */
  day?: string | undefined;
  /** `10:00`. */
  time?: string | undefined;
  whenWords: string;
  place: string;
}

/** Services, days and times are offered, so that no other can be named. */
export function readingForm({ services, now, business }: ReplyFacts): z.ZodType<ModelReading> {
  const form = z.strictObject({
    wantsVisit: z.boolean(),
    service: offer(offeredServices(services)),
    serviceWords: z.string().max(200),
    day: offer(offeredDays(now, business.timeZone)),
    time: offer(offeredTimes()),
    whenWords: z.string().max(200),
    place: z.string().max(200),
  });
  return form.transform((read) => ({ ...read, service: read.service?.id }));
}
