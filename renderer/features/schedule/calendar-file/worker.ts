import { expose } from 'comlink';
import { decodeText } from '#shared/import/decode.ts';
import { type ReadCalendar, readCalendar } from '#shared/import/ics.ts';

/** Reads calendar files beside the window, whose thread stays free: one may hold 20,000 events. */
const reader = {
  /** Whatever encoding it is written in; `undefined` where it is no calendar. */
  read(bytes: Uint8Array, reading: Parameters<typeof readCalendar>[1]): ReadCalendar | undefined {
    const decoded = decodeText(bytes);
    const read = decoded.ok ? readCalendar(decoded.value.text, reading) : undefined;
    return read?.isCalendar === true ? read : undefined;
  },
};
export type CalendarReader = typeof reader;

expose(reader);
