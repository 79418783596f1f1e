import { fromBase64Url } from '#shared/lib/bytes.ts';
import { type HeldLink, readHeld } from '#shared/public-page/held-link.ts';
import { fingerprintOf, pageHash } from '#shared/public-page/names.ts';
import type { PageDocument } from '#shared/public-page/document.ts';
import type { PageWords } from '#shared/public-page/words/page-words.ts';
import { fill } from '#shared/public-page/words/page-words.ts';
import { dataOf } from './dom.ts';

/** Where this stands: enough to follow a request, also where the page itself is gone. */
export interface Place {
  words: PageWords;
  language: string;
  /** Where requests go: relative to the page, or the relay's own address. */
  relay: string;
  /** Of the business, or a word for it where the page is gone. */
  name: string;
  /** Puts the business's name into a text. */
  say(text: string, values?: Record<string, string | number>): string;
}

/** What this page is, and who can read what is typed on it. */
export interface Page extends Place {
  document: PageDocument;
  /** Of the document, as it was signed. */
  hash: string;
  key: Uint8Array<ArrayBuffer>;
  fingerprint: string;
}

/** The end of a link: the key's fingerprint, and of a request's own link its id and secret. */
export interface Fragment {
  fingerprint: string;
  id?: string | undefined;
  secret?: string | undefined;
  /** A time that an assistant has held for whoever follows the link. */
  held?: HeldLink | undefined;
}

export function readFragment(hash: string): Fragment {
  const [fingerprint = '', ...rest] = hash.replace(/^#/, '').split('.');
  if (rest[0] === 'held') return { fingerprint, held: readHeld(rest) };
  const [id, secret] = rest;
  return { fingerprint, id, secret };
}

export function readPlace(name?: string): Place {
  const words = JSON.parse(dataOf('words')) as PageWords;
  const known = name ?? words.business;
  const language = document.documentElement.lang;
  return {
    words,
    language,
    relay: document.body.dataset['relay'] ?? '',
    name: known,
    say(text, values = {}) {
      const said = fill(text, { name: known, ...values });
      // A name is left as its business writes it; the word for it may begin a sentence.
      return name === undefined ? said.charAt(0).toLocaleUpperCase(language) + said.slice(1) : said;
    },
  };
}

/** The document is data of the relay's page; its key is believed only where the link names it. None where the page is gone. */
export function readPage(payload = dataOf('document')): Page | undefined {
  if (payload === '') return undefined;
  const sealing = readSealing(payload);
  return { ...readPlace(sealing.document.profile.name), ...sealing };
}

/** What is needed of a page to seal something for it. */
type Sealing = Pick<Page, 'document' | 'hash' | 'key' | 'fingerprint'>;

function readSealing(payload: string): Sealing {
  const shown = JSON.parse(payload) as PageDocument;
  const key = fromBase64Url(shown.key);
  return { document: shown, hash: pageHash(payload), key, fingerprint: fingerprintOf(key) };
}

/** The signed page of today, for what stands on another site; `undefined` where it is not to be had. */
export async function readTarget(relay: string): Promise<(Sealing & Pick<Place, 'relay'>) | undefined> {
  const payload = await readFeed(relay);
  return payload === undefined ? undefined : { ...readSealing(payload), relay };
}

async function readFeed(relay: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${relay}/feed.json`, { cache: 'no-store' });
    const { signed } = (await answer.json()) as { signed: { payload: string } };
    return signed.payload;
  } catch {
    return undefined;
  }
}

/** On the owner's own site: the fingerprint of the key, which stands in the page itself. */
export function ownKey(): string | undefined {
  return document.body.dataset['key'];
}

/** The document of today, where the page stands on the owner's own site; `undefined` where it is of another key, or not to be had. */
export async function readFreshPage(): Promise<Page | undefined> {
  const here = readPage();
  if (here === undefined || ownKey() === undefined) return here;
  const payload = await readFeed(here.relay);
  const fresh = payload === undefined ? undefined : readPage(payload);
  return fresh?.fingerprint === ownKey() ? fresh : undefined;
}

/** How to reach the business otherwise, where it says so. */
export function reachOf({ document: { profile }, say, words }: Page): string | undefined {
  const { phone, email } = profile.contact ?? {};
  const contact = phone ?? email;
  return contact === undefined ? undefined : say(words.reach, { contact });
}
