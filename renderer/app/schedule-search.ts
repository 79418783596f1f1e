import { z } from 'zod';

const searchSchema = z.object({
  day: z.iso.date().optional().catch(undefined),
  view: z.enum(['month', 'week', 'day', 'list']).optional().catch(undefined),
  who: z.string().min(1).max(64).optional().catch(undefined),
});

/** What the schedule's address says: the day (`2026-11-30`), the view, and whose visits. What is no such thing is left out. */
export function scheduleSearch(search: Record<string, unknown>): z.output<typeof searchSchema> {
  return searchSchema.parse(search);
}
