import './page.css';
import { make } from './dom.ts';
import { requestForm } from './form.ts';
import { ownKey, type Page, reachOf, readFragment, readFreshPage, readPage, readPlace } from './page.ts';
import { canSeal } from './send.ts';
import { requestStatus } from './status.ts';

/** Shows the form, where a request leads to its status, or says why nothing can be sent from here. */
async function start(): Promise<void> {
  const page = await readFreshPage();
  // The language is another, the link the same.
  for (const link of document.querySelectorAll<HTMLAnchorElement>('nav.languages a'))
    link.hash = location.hash;
  const { fingerprint: named, id, secret, held } = readFragment(location.hash);
  const fingerprint = named === '' ? (ownKey() ?? '') : named;
  // An answer is opened by its own secret, whatever has become of the page, its key and its form.
  if (id !== undefined && secret !== undefined) return showStatus(page, { fingerprint, id, secret });
  const place = document.getElementById('form');
  if (place === null) return;
  if (page === undefined) {
    const here = readPage();
    return here && place.replaceChildren(...refusal(here, here.words.noForm));
  }
  const wrong = await whyNot(page, fingerprint);
  place.replaceChildren(...(wrong === undefined ? [requestForm(page, held)] : refusal(page, wrong)));
}

/** What they have come for stands before what they know already. */
function showStatus(page: Page | undefined, link: { fingerprint: string; id: string; secret: string }): void {
  document.getElementById('request')?.remove();
  document.getElementById('gone')?.remove();
  const status = requestStatus({ place: page ?? readPlace(), page, ...link });
  const head = document.querySelector('main > header');
  if (head === null) document.querySelector('main')?.prepend(status);
  else head.after(status);
}

async function whyNot(page: Page, fingerprint: string): Promise<string | undefined> {
  const { words, say } = page;
  if (fingerprint === '') return say(words.keyMissing);
  if (fingerprint !== page.fingerprint) return say(words.keyWrong);
  if (page.document.expiresAt <= Date.now()) return words.noForm;
  return (await canSeal(page)) ? undefined : words.tooOld;
}

function refusal(page: Page, why: string): Node[] {
  const reach = reachOf(page);
  return [
    make('p', { class: 'wrong', role: 'alert' }, why),
    ...(reach === undefined ? [] : [make('p', { dir: 'auto' }, reach)]),
  ];
}

addEventListener('hashchange', () => location.reload());
void start();
