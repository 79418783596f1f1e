import type { RequestRule } from '#shared/public-page/document.ts';
import type { HeldLink } from '#shared/public-page/held-link.ts';
import { make } from './dom.ts';
import { field } from './field.ts';
import { takenBy, type Wanting } from './holding.ts';
import type { Page } from './page.ts';
import { photoField } from './photo-field.ts';
import { type Packed, packPhoto, sendPhotos } from './photos.ts';
import { agreements, questionFields } from './questions.ts';
import { randomText } from './random.ts';
import { send } from './send.ts';
import { photosAgain, sent } from './sent.ts';
import { whenChoice } from './when-choice.ts';
import { whoAsks } from './who-asks.ts';

const usualRule: RequestRule = { place: 'business', noticeHours: 24, windowDays: 60, questions: [] };

/** The form of a request. It lives in this page alone until it is sealed. `held`: a time that waits for it already. */
export function requestForm(page: Page, held?: HeldLink): HTMLElement {
  const { words } = page;
  const wanting = { id: held?.id ?? randomText(16), secret: randomText(32), claim: held?.secret };
  const parts = partsOf(page, wanting, held);
  const problem = make('p', { class: 'wrong', role: 'alert' });
  const button = make('button', { type: 'submit', class: 'first' }, words.send);
  const form = make(
    'form',
    { novalidate: true, submit: (event) => void submit(event) },
    ...parts.blocks,
    button,
    problem,
  );

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const [first] = parts.check();
    problem.textContent = first === undefined ? '' : words.check;
    if (first !== undefined) return first.focus();
    button.disabled = true;
    button.textContent = words.sending;
    const packed = await parts.packed();
    const taken = parts.when.held();
    const photos = packed.map(({ photo, ciphertext }) => ({ id: photo.blob, size: ciphertext.length }));
    const claim = taken && (await takenBy(wanting, taken));
    const outcome = await send(page, wanting.id, parts.said(packed), { photos, claim });
    if (outcome === 'sent') return bringPhotos(packed);
    button.disabled = false;
    button.textContent = words.send;
    problem.textContent = words[outcome];
    if (outcome === 'timeTaken') await parts.when.lost();
  }

  /** The request is there; its photos follow. Where they do not all arrive, they are tried again by hand. */
  async function bringPhotos(packed: readonly Packed[]): Promise<void> {
    const { id } = wanting;
    const isWhole = await sendPhotos(page.relay, id, packed, (number) => {
      button.textContent = page.say(words.sendingPhoto, { number, count: packed.length });
    });
    const taken = sent(page, { ...wanting, isAtOnce: parts.when.isAtOnce() });
    form.replaceWith(taken);
    if (!isWhole) taken.prepend(photosAgain(page, id, packed));
  }

  return form;
}

/** All that is asked, in its order, and what is said of it. */
function partsOf(page: Page, wanting: Wanting, held: HeldLink | undefined) {
  const { words, document: shown } = page;
  const { rules = {} } = shown.requests ?? {};
  const service = make(
    'select',
    { change: () => follow() },
    ...(shown.profile.services ?? [])
      .filter(({ id }) => rules[id] !== undefined)
      .map(({ id, name }) => make('option', { value: id, dir: 'auto' }, name)),
    make('option', { value: '' }, words.other),
  );
  const rule = (): RequestRule => rules[service.value] ?? usualRule;
  if (held !== undefined) service.value = held.service;
  const when = whenChoice(page, wanting, rule, held);
  const waits = make('input', { type: 'checkbox' });
  const who = whoAsks(page, rule);
  const asked = questionFields(page, rule);
  const about = field(words.words, make('textarea', { rows: 4, maxlength: 4000, dir: 'auto' }));
  const pictures = photoField(page);
  const agreed = agreements(page);

  function follow(): void {
    who.follow();
    asked.follow();
    when.follow(service.value);
  }
  follow();

  return {
    when,
    blocks: [
      field(words.service, service).block,
      when.block,
      make('label', { class: 'inline field' }, waits, make('span', {}, words.waits)),
      ...who.blocks,
      asked.block,
      about.block,
      pictures.block,
      ...agreed.blocks,
    ],
    /** The fields of which something is wrong, from the top. */
    check: () => [...when.check(), ...who.check(), ...asked.check()],
    packed: () => Promise.all(pictures.photos().map((photo) => packPhoto(shown.workspace, photo))),
    said: (packed: readonly Packed[]): object => ({
      version: 1,
      kind: 'request',
      at: Date.now(),
      secret: wanting.secret,
      language: page.language,
      ...(service.value !== '' && { serviceId: service.value }),
      wishes: when.wishes(),
      ...who.said(),
      ...(about.value() !== '' && { words: about.value() }),
      ...(waits.checked && when.isWithTime() && { waits: true }),
      ...(packed.length > 0 && { photos: packed.map(({ photo }) => photo) }),
      ...asked.said(),
      ...agreed.said(),
    }),
  };
}
