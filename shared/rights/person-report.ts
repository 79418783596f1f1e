import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import { type Collection, collections } from '#shared/domain/collections.ts';
import { newestOrder } from '#shared/domain/retention/order.ts';
import { daysOf, type WindowKind } from '#shared/domain/retention/windows.ts';
import { siteLabel } from '#shared/domain/site.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import { html, type Html, multiline } from '#shared/domain/document/html.ts';
import type { Json } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { documentKeptUntil } from './kept-by-law.ts';
import type { PersonRecords } from './person-records.ts';
import { metaKey, recipientsOfPerson } from './recipients.ts';

/** Who has received what is held about a person, or may have, beside those who work in the business. */
export function recipientLines(records: RecordReader, mine: PersonRecords): string[] {
  return recipientsOfPerson(records, mine).map(({ key, name, country, gets, channels, isKnown }) => {
    const over = channels.map((channel) => channelNames[channel]).join(', ');
    const where = [key === metaKey ? over : name === key ? '' : key, country].filter(Boolean).join(', ');
    return `${name}${where === '' ? '' : ` (${where})`}: ${isKnown ? '' : 'may have had '}${got[gets]}`;
  });
}

const channelNames = {
  whatsapp: 'WhatsApp',
  instagram: 'Instagram',
  messenger: 'Messenger',
  email: 'e-mail',
} as const;
const got = {
  messages: 'the messages',
  words: 'parts of messages, names and numbers replaced',
  voice: 'the sound of voice notes',
  visits: 'what events in a calendar there say of visits',
  tables: 'rows of a spreadsheet there',
  told: 'what a rule of the business tells it',
} as const;

/** Everything held about a person as a page to hand over: no script, no network, all text escaped. */
export function personReport(records: RecordReader, mine: PersonRecords, madeAt: number): string {
  const business = records.get('business', 'business');
  const [contact] = of(mine, 'contacts');
  const { locale = 'en', timeZone = 'UTC' } = business ?? {};
  const when = (at: number): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
  const recipients = recipientLines(records, mine);
  const body = html`<h1>What ${business?.name ?? ''} holds about ${contact?.name ?? ''}</h1>
    <p>${when(madeAt)}</p>
    <h2>In short</h2>
    ${tableOf(['What', 'How many', 'First', 'Last', 'How long it is kept'], overview(records, mine, when))}
    <h2>Who has received it</h2>
    ${recipients.length === 0 ? html`<p>Nobody outside of the business.</p>` : recipients.map((each) => html`<p>${each}</p>`)}
    ${sections(records, mine, when)}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Report</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>${styles}</style></head><body dir="auto">${body.markup}</body></html>
`;
}

function overview(records: RecordReader, mine: PersonRecords, when: (at: number) => string): string[][] {
  const keptFor = keptForIn(records, mine);
  return [...mine].map(([name, list]) => {
    const { dateField }: Collection = collections[name];
    const times = list
      .map((record) => (record as { [field: string]: unknown })[dateField ?? 'createdAt'])
      .filter((at) => typeof at === 'number');
    const ends = times.length === 0 ? ['', ''] : [when(Math.min(...times)), when(Math.max(...times))];
    return [titleOf(name), String(list.length), ...ends, keptFor(name)];
  });
}

/** The window by which records of a collection go, where an owner has put one in force. */
const windowOf: { readonly [Name in CollectionName]?: WindowKind } = {
  messages: 'conversations',
  messageStates: 'conversations',
  transcripts: 'conversations',
  attachments: 'files',
  enquiries: 'enquiries',
};

/** In words, how long records of a collection are kept: by the standing order, else by what the law asks. */
function keptForIn(records: RecordReader, mine: PersonRecords): (name: CollectionName) => string {
  const order = newestOrder(records.all('retentionOrders'));
  const country = records.get('business', 'business')?.country ?? '';
  const channels = [...new Set(of(mine, 'conversations').map(({ channel }) => channel))];
  const daysIn = (kind: WindowKind): number | undefined => {
    const windows = kind === 'conversations' ? channels.map((each) => `${kind}.${each}` as const) : [kind];
    const days = windows.map((window) => daysOf(window, order?.windows ?? {}, country) ?? Infinity);
    return days.length === 0 || days.includes(Infinity) ? undefined : Math.max(...days);
  };
  return (name) => {
    const { handling }: Collection = collections[name];
    const kind = windowOf[name];
    const days = kind === undefined || order?.isOn !== true ? undefined : daysIn(kind);
    const fixed = typeof handling.kept === 'number' ? handling.kept : days;
    if (fixed !== undefined) return `${fixed} days`;
    if (handling.kept !== 'law') return 'while it is needed';
    const last =
      name === 'issued'
        ? of(mine, 'issued')
            .map(({ issueDate }) => issueDate)
            .toSorted()
            .at(-1)
        : undefined;
    if (last === undefined) return 'as long as the law asks';
    return `as long as the law asks: until ${documentKeptUntil(last, country, order?.documents)}`;
  };
}

/** The kinds that are told in words; of all others every field is listed. */
function sections(records: RecordReader, mine: PersonRecords, when: (at: number) => string): Html[] {
  const { locale = 'en' } = records.get('business', 'business') ?? {};
  return [...mine].flatMap(([name, list]) => {
    if (name === 'messageStates' || name === 'messages') return [];
    const head = html`<h2>${titleOf(name)}</h2>`;
    if (name === 'conversations')
      return [head, ...of(mine, 'conversations').map(({ id }) => talk(records, mine, id, when))];
    if (name === 'issued')
      return [
        head,
        tableOf(
          ['Number', 'Date', 'Total'],
          of(mine, 'issued').map(({ number, issueDate, totals, currency, digits }) => [
            number,
            issueDate,
            formatMoney(totals.gross, currency, locale, digits),
          ]),
        ),
      ];
    if (name === 'sites')
      return [
        head,
        ...of(mine, 'sites').map(
          (site) =>
            html`<h3>${siteLabel(site)}</h3>
              ${fieldList(site as Json, when)}`,
        ),
      ];
    return [head, ...list.map((record) => fieldList(record as Json, when))];
  });
}

function talk(
  records: RecordReader,
  mine: PersonRecords,
  conversationId: string,
  when: (at: number) => string,
): Html {
  const messages = of(mine, 'messages')
    .flatMap(({ id }) => readMessage(records, id) ?? [])
    .filter((message) => message.conversationId === conversationId)
    .toSorted((a, b) => a.at - b.at);
  return html`<table>
    ${messages.map(
      ({ at, direction, type, text }) =>
        html`<tr>
          <td class="when">${when(at)}</td>
          <td class="when">${directions[direction]}</td>
          <td>${text === undefined ? type : multiline(text)}</td>
        </tr>`,
    )}
  </table>`;
}

const directions = { in: 'from you', out: 'to you', note: 'note of the team', event: '' } as const;

/** What only leads from record to record, and what tells of the others in a record. */
const left = new Set(['id', 'salt', 'blob', 'key', 'memberId', 'deviceId', 'assignees', 'attendees', 'raw']);

function fieldList(record: Json, when: (at: number) => string): Html {
  const lines: [string, string][] = [];
  const walk = (value: Json, path: string[]): void => {
    if (isJsonObject(value)) {
      for (const [key, each] of Object.entries(value))
        if (!left.has(key) && !key.endsWith('Id')) walk(each, [...path, key]);
    } else if (Array.isArray(value)) value.forEach((each) => walk(each, path));
    else
      lines.push([
        path
          .filter((part) => !/^[\w-]{14,}$/.test(part))
          .map(spoken)
          .join(', '),
        plain(path.at(-1) ?? '', value, when),
      ]);
  };
  walk(record, []);
  return html`<table>
    ${lines.map(
      ([label, value]) =>
        html`<tr>
          <td class="when">${label}</td>
          <td>${multiline(value)}</td>
        </tr>`,
    )}
  </table>`;
}

/** A number above this in a field that names a moment is one (September 2001). */
const firstMoment = 1_000_000_000_000;

function plain(field: string, value: Json, when: (at: number) => string): string {
  const isMoment =
    typeof value === 'number' && value > firstMoment && /(At|^at|start|end|plannedFor)$/.test(field);
  if (isMoment) return when(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `nextServiceOn` → `next service on`. */
function spoken(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

function titleOf(name: CollectionName): string {
  const words = spoken(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function tableOf(heads: string[], rows: string[][]): Html {
  return html`<table>
    <tr>
      ${heads.map((head) => html`<th>${head}</th>`)}
    </tr>
    ${rows.map(
      (row) =>
        html`<tr>
          ${row.map((cell) => html`<td>${cell}</td>`)}
        </tr>`,
    )}
  </table>`;
}

function of<Name extends CollectionName>(mine: PersonRecords, name: Name): RecordOf<Name>[] {
  return (mine.get(name) ?? []) as RecordOf<Name>[];
}

const styles =
  'body{font:14px/1.45 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}h2{margin-top:2rem}' +
  'table{border-collapse:collapse;width:100%;margin-bottom:.75rem}td,th{text-align:start;vertical-align:top;' +
  'padding:.15rem .75rem .15rem 0;border-bottom:1px solid #ddd;overflow-wrap:anywhere}.when{width:11rem;color:#555}';
