import { referenceOf } from '#shared/public-page/names.ts';
import { make } from './dom.ts';
import type { Page } from './page.ts';
import { type Packed, sendPhotos } from './photos.ts';

/** Photos that did not all arrive, to be tried again by hand. */
export function photosAgain(page: Page, id: string, packed: readonly Packed[]): HTMLElement {
  const { words } = page;
  const text = make('p', { class: 'wrong' }, words.photosLeft);
  const button = make('button', { type: 'button', click: () => void again() }, words.photosAgain);
  const block = make('div', { role: 'alert' }, text, button);
  async function again(): Promise<void> {
    button.disabled = true;
    const isWhole = await sendPhotos(page.relay, id, packed, () => {});
    button.disabled = false;
    if (isWhole) block.remove();
  }
  return block;
}

/** What a customer takes away: a reference, and the link that alone opens the answer. */
export function sent(
  page: Page,
  { id, secret, isAtOnce }: { id: string; secret: string; isAtOnce: boolean },
): HTMLElement {
  const { words, say, fingerprint } = page;
  const to = new URL(location.href);
  to.hash = `${fingerprint}.${id}.${secret}`;
  const copy = make(
    'button',
    {
      type: 'button',
      click: () =>
        void navigator.clipboard.writeText(to.href).then(
          () => (copy.textContent = words.copied),
          () => {},
        ),
    },
    words.copy,
  );
  const title = make('p', { class: 'state', tabindex: -1 }, words.sent);
  queueMicrotask(() => title.focus());
  return make(
    'div',
    { role: 'status' },
    title,
    make('p', {}, say(words.reference, { reference: referenceOf(id) })),
    make('p', {}, say(isAtOnce ? words.sentAtOnce : words.sentNext)),
    make('p', {}, make('a', { href: to.href, class: 'status-link' }, words.statusLink)),
    make('p', { class: 'small' }, words.keepLink),
    copy,
  );
}
