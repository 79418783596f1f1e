import type { CallRow } from '#shared/domain/import.ts';
import { momentAt } from '#shared/domain/local-time.ts';
import { normalisePhone } from '#shared/domain/phone.ts';
import { fold } from '#shared/lib/fold.ts';
import { contentId } from '#shared/lib/hash.ts';
import { styleOf } from '../column-style.ts';
import { dayOrderOf, readClock, readDayTime } from '../day.ts';
import type { KnownIndex } from '../known.ts';
import { hasWord, headerWords } from '../recognise.ts';
import type { Table } from '../table.ts';
import type { ImportBusiness } from '../settings.ts';

/** A call as a phone lists it. */
export interface ListedCall {
  number: string;
  at: number;
  direction: CallRow['direction'];
  outcome: CallRow['outcome'];
  seconds: number;
}

/** A list of calls, and how many of its lines could not be read. */
export interface CallList {
  calls: ListedCall[];
  unreadable: number;
}

/** What Android numbers as the kind of a call: https://developer.android.com/reference/android/provider/CallLog.Calls */
const androidKinds: Record<string, Pick<ListedCall, 'direction' | 'outcome'>> = {
  '1': { direction: 'in', outcome: 'answered' },
  '2': { direction: 'out', outcome: 'answered' },
  '3': { direction: 'in', outcome: 'missed' },
  '4': { direction: 'in', outcome: 'voicemail' },
  '5': { direction: 'in', outcome: 'rejected' },
  '6': { direction: 'in', outcome: 'rejected' },
  '7': { direction: 'in', outcome: 'answered' },
};

export const isCallXml = (text: string): boolean => /<calls?\b/.test(text.slice(0, 4000));

/** The calls of an Android backup: an element each, with all of it in attributes. */
export function readCallXml(text: string): CallList {
  const calls: ListedCall[] = [];
  let unreadable = 0;
  for (const [, inner = ''] of text.matchAll(/<call\s((?:[^"'>]|"[^"]*"|'[^']*')*)>/g)) {
    const attribute = (name: string) => new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)')`).exec(inner);
    const value = (name: string) => attribute(name)?.[1] ?? attribute(name)?.[2] ?? '';
    const at = Number(value('date'));
    const kind = androidKinds[value('type')];
    const isReal = Number.isInteger(at) && at > 0 && at < 4e12 && value('number') !== '';
    if (kind === undefined || !isReal) unreadable++;
    else
      calls.push({
        number: value('number'),
        at,
        ...kind,
        seconds: Math.max(0, Math.trunc(Number(value('duration')) || 0)),
      });
  }
  return { calls, unreadable };
}

const columns = {
  length: 'duration dauer duracion duracao duree durata length seconds sekunden',
  type: 'type typ tipo direction richtung art direccion direcao sens direzione status call',
  number: 'number nummer numero phone telefon* telephone* rufnummer* tel from to caller',
  time: 'time uhrzeit hora heure ora',
  day: 'date datum day fecha data jour giorno timestamp when',
} as const;

const typeWords = {
  missed: 'missed verpasst* perdid* manque* pers* unanswered entgangen*',
  rejected: 'reject* declined abgelehnt* rechazad* rejeitad* rejete* rifiutat* blocked blockiert*',
  voicemail: 'voicemail mailbox buzon correio messagerie segreteria',
  out: 'out outgoing outbound ausgehend* saliente* efetuad* sainte* emis* uscita uscente dialled dialed made',
  in: 'in incoming inbound eingehend* angenommen* entrante* recebid* recu* entrant* ricevut* answered received',
} as const;

/** The calls of a table: by the words above its columns, and by its cells where there are none. */
export function readCallTable(table: Table, { locale, timeZone }: ImportBusiness): CallList {
  const words = table.headers.map(headerWords);
  const find = (list: string) => words.findIndex((each) => hasWord(each, list));
  const places = Object.fromEntries(
    Object.entries(columns).map(([key, list]) => [key, find(list)]),
  ) as Record<keyof typeof columns, number>;
  const style = styleOf(table.rows.slice(0, 5000).map(({ cells }) => cells[places.day] ?? ''));
  const order = style.days ?? dayOrderOf(locale);
  const calls: ListedCall[] = [];
  for (const { cells } of table.rows) {
    const cell = (key: keyof typeof columns) => (cells[places[key]] ?? '').trim();
    const day = readDayTime(cell('day'), order, timeZone);
    const minute = readClock(cell('time')) ?? day?.minute;
    const kind = kindOf(cell('type'));
    if (day === undefined || minute === undefined || kind === undefined || cell('number') === '') continue;
    const at = momentAt(day.day, minute, timeZone);
    calls.push({ number: cell('number'), at, ...kind, seconds: secondsOf(cell('length')) });
  }
  return { calls, unreadable: table.rows.length - calls.length };
}

function kindOf(cell: string): Pick<ListedCall, 'direction' | 'outcome'> | undefined {
  const words = fold(cell).split(/[^\p{L}\p{N}]+/u);
  const said = (key: keyof typeof typeWords) => hasWord(words, typeWords[key]);
  for (const outcome of ['missed', 'rejected', 'voicemail'] as const)
    if (said(outcome)) return { direction: said('out') ? 'out' : 'in', outcome };
  if (said('out')) return { direction: 'out', outcome: 'answered' };
  return said('in') ? { direction: 'in', outcome: 'answered' } : androidKinds[cell];
}

/** `65`, `1:05`, `00:01:05`, `1 min 5 s` in seconds. */
function secondsOf(cell: string): number {
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})$/.exec(cell);
  if (clock !== null) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const [hours, minutes, seconds] = ['h', 'm', 's'].map((unit) =>
    Number(new RegExp(`(\\d{1,5})\\s*${unit}`, 'i').exec(cell)?.[1] ?? 0),
  ) as [number, number, number];
  const plain = /^\d{1,6}$/.test(cell) ? Number(cell) : 0;
  return plain + hours * 3600 + minutes * 60 + seconds;
}

/** What of a list is of people who are known. Nothing else of it leaves the reader. */
export interface MatchedCalls {
  rows: CallRow[];
  /** Calls of numbers that nobody has, and of numbers that several have. */
  unknown: number;
  several: number;
}

/** Finds whose each call is, by its number alone. The same call has the same id in every list. */
export function matchCalls(calls: readonly ListedCall[], known: KnownIndex, country: string): MatchedCalls {
  const matched: MatchedCalls = { rows: [], unknown: 0, several: 0 };
  for (const { number: written, ...call } of calls) {
    const number = normalisePhone(written, country).slice(0, 32);
    const people = known.find({ name: '', phones: [{ number }] });
    if (people.length === 0) matched.unknown++;
    else if (people.length > 1) matched.several++;
    else {
      const id = contentId(['phone call', number, call.at, call.direction, call.seconds]);
      matched.rows.push({ ...call, id, contactId: people[0]!.id, number });
    }
  }
  return matched;
}
