import './page.css';
import { make } from './dom.ts';
import { requestForm } from './form.ts';
import { type Page, reachOf, readFragment, readPage } from './page.ts';
import { canSeal } from './send.ts';
import { requestStatus } from './status.ts';

/** Shows the form, where a request leads to its status, or says why nothing can be sent from here. */
async function start(): Promise<void> {
  const place = document.getElementById('form');
  if (place === null) return;
  const page = readPage();
  // The language is another, the link the same.
  for (const link of document.querySelectorAll<HTMLAnchorElement>('nav.languages a'))
    link.hash = location.hash;
  const { fingerprint, id, secret } = readFragment(location.hash);
  const wrong = await whyNot(page, fingerprint);
  if (wrong !== undefined) return place.replaceChildren(...refusal(page, wrong));
  if (id === undefined || secret === undefined) return place.replaceChildren(requestForm(page));
  document.getElementById('request')?.remove();
  // What they have come for stands before what they know already.
  document.querySelector('main > header')?.after(requestStatus(page, id, secret));
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
