import { fromBase64Url, fromUtf8 } from '#shared/lib/bytes.ts';
import { decryptBlob, deriveBytes, importAesKey } from '#shared/crypto/keys.ts';
import { icsFile } from '#shared/public-page/ics.ts';
import { noteContext, noteKeyInfo, referenceOf } from '#shared/public-page/names.ts';
import type { BookingNote } from '#shared/public-page/request.ts';
import { placeWords } from '#shared/public-page/words/page-words.ts';
import { zoneName } from '#shared/public-page/zone.ts';
import { localeFor, make } from './dom.ts';
import { changes } from './changes.ts';
import type { Page, Place } from './page.ts';
import { crypto } from './random.ts';

const againMilliseconds = 10_000;

interface Link {
  place: Place;
  /** None where the page is gone: then the answer is read, and nothing can be sent. */
  page: Page | undefined;
  /** Of the key by which the link was made. */
  fingerprint: string;
  id: string;
  secret: string;
}

/** Where a request stands, for who has its link: sealed by the business, opened here. */
export function requestStatus(link: Link): HTMLElement {
  const { place, page, id } = link;
  const { words, say } = place;
  const answer = make('div', { 'aria-live': 'polite' });
  const changing = make('div');
  const block = make(
    'section',
    { id: 'status' },
    make('h2', {}, words.statusTitle),
    make('p', {}, say(words.reference, { reference: referenceOf(id) })),
    answer,
    changing,
    page === undefined ? undefined : make('p', {}, backTo(page, link.fingerprint)),
  );
  let shown = '';

  async function look(): Promise<void> {
    const note = await readNote(place, id, link.secret);
    const text = JSON.stringify(note);
    if (text === shown) return;
    shown = text;
    answer.replaceChildren(...lines(place, id, note));
    changing.replaceChildren(...(typeof note === 'object' ? changes(link, note) : []));
  }

  const lookIfSeen = (): void => void (document.visibilityState === 'visible' && look());
  void look();
  setInterval(lookIfSeen, againMilliseconds);
  document.addEventListener('visibilitychange', lookIfSeen);
  return block;
}

/** To the key that the link names: what the relay shows now may be another one's. */
function backTo({ words, say }: Page, fingerprint: string): HTMLElement {
  const href = `#${fingerprint}`;
  return make('a', { href, click: () => setTimeout(() => location.reload()) }, say(words.back));
}

type Read = BookingNote | 'received' | 'noStatus' | 'wrongLink' | 'notSent';

async function readNote({ relay }: Place, id: string, secret: string): Promise<Read> {
  try {
    const answer = await fetch(`${relay}/requests/${encodeURIComponent(id)}`, { cache: 'no-store' });
    if (answer.status === 404) return 'noStatus';
    if (!answer.ok) return 'notSent';
    const { sealed } = (await answer.json()) as { sealed: string | null };
    if (sealed === null) return 'received';
    const raw = await deriveBytes(crypto, fromBase64Url(secret), noteKeyInfo, 32);
    const key = await importAesKey(crypto, raw);
    const opened = await decryptBlob(crypto, key, fromBase64Url(sealed), noteContext(id));
    return opened === undefined ? 'wrongLink' : (JSON.parse(fromUtf8(opened).trimEnd()) as BookingNote);
  } catch {
    return 'wrongLink';
  }
}

function lines(place: Place, id: string, note: Read): Node[] {
  const { words, say, language } = place;
  if (note === 'notSent') return [];
  if (typeof note === 'string') return [make('p', {}, say(words[note]))];
  const title = note.state === 'asked' ? say(words.asked) : words[note.state];
  const nodes: Node[] = [make('p', { class: 'state', 'data-state': note.state }, title)];
  if (note.service !== undefined) nodes.push(make('p', { dir: 'auto' }, note.service));
  if (note.start !== undefined) {
    const when = whenText(note, language);
    nodes.push(
      make(
        'p',
        {},
        `${when}, ${say(words.zone, { zone: zoneName(note.timeZone, note.start, localeFor(language)) })}`,
      ),
    );
    if (note.state === 'confirmed' || note.state === 'moved') nodes.push(calendarLink(place, id, note));
  }
  if (note.place !== undefined) nodes.push(whereLine(place, note));
  if (note.words !== undefined)
    nodes.push(make('p', {}, say(words.theyWrite)), make('p', { class: 'notice', dir: 'auto' }, note.words));
  return nodes;
}

/** Where it takes place: the link of a video call can be followed. */
function whereLine({ words }: Place, { place = 'business', where }: BookingNote): Node {
  const text = words[placeWords[place]];
  if (where === undefined) return make('p', {}, text);
  if (place !== 'video') return make('p', { dir: 'auto' }, `${text} ${where}`);
  const href = where.startsWith('https://') ? where : '#';
  return make('p', {}, text, ' ', make('a', { href, rel: 'noopener noreferrer' }, words.joinVideo));
}

function whenText({ start = 0, end, timeZone }: BookingNote, language: string): string {
  const day = new Intl.DateTimeFormat(localeFor(language), {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone,
  });
  return end === undefined ? day.format(start) : day.formatRange(start, end);
}

function calendarLink({ words, name }: Place, id: string, note: BookingNote): Node {
  const file = icsFile({ id, note, name, now: Date.now() });
  const href = URL.createObjectURL(new Blob([file], { type: 'text/calendar' }));
  return make('p', {}, make('a', { href, download: `${note.reference}.ics` }, words.calendar));
}
