import { expose } from 'comlink';
import { readCalendar } from '#shared/import/ics.ts';

/** Reads calendar files beside the window, whose thread stays free: one may hold 20,000 events. */
const reader = { readCalendar };
export type CalendarReader = typeof reader;

expose(reader);
