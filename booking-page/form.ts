import type { RequestRule } from '#shared/public-page/document.ts';
import { make } from './dom.ts';
import { field, type Field, textInput } from './field.ts';
import { takenBy } from './holding.ts';
import type { Page } from './page.ts';
import { photoField } from './photo-field.ts';
import { type Packed, packPhoto, sendPhotos } from './photos.ts';
import { randomText } from './random.ts';
import { send } from './send.ts';
import { photosAgain, sent } from './sent.ts';
import { timeChoice } from './time-choice.ts';
import { wishList } from './wishes.ts';

const usualRule: RequestRule = { needsAddress: false, noticeHours: 24, windowDays: 60, questions: [] };

/** The form of a request. It lives in this page alone until it is sealed. */
export function requestForm(page: Page): HTMLElement {
  const { words, say, document: shown } = page;
  const { rules = {}, notice } = shown.requests ?? {};
  const offered = (shown.profile.services ?? []).filter(({ id }) => rules[id] !== undefined);
  const id = randomText(16);
  const secret = randomText(32);
  let isWithTime = true;
  /** Wishes in the place of a time that can be had. */
  let isWishing = false;

  const service = make(
    'select',
    { change: () => follow() },
    ...offered.map(({ id: value, name }) => make('option', { value, dir: 'auto' }, name)),
    make('option', { value: '' }, words.other),
  );
  const rule = (): RequestRule => rules[service.value] ?? usualRule;
  const about = field(words.service, service);
  const wishes = wishList(page, rule);
  const times = timeChoice(page, { id, secret }, () => showWhen());
  const when = make('div');
  const otherDays = make(
    'button',
    { type: 'button', class: 'plain', click: () => wishInstead() },
    words.askInstead,
  );
  const timeless = make('button', { type: 'button', class: 'plain', click: () => toggle() }, words.noTime);
  const name = field(words.yourName, textInput('text', 200, 'name'));
  const phone = field(words.phone, textInput('tel', 32, 'tel'), words.reachYou);
  const email = field(words.email, textInput('email', 254, 'email'));
  const street = field(words.street, textInput('text', 200, 'street-address'));
  const postcode = field(words.postcode, textInput('text', 20, 'postal-code'));
  const city = field(words.city, textInput('text', 100, 'address-level2'));
  const place = make('div', {}, street.block, make('div', { class: 'pair' }, postcode.block, city.block));
  const asked = make('div');
  let answers: { id: string; isRequired: boolean; field: Field }[] = [];
  const said = field(words.words, make('textarea', { rows: 4, maxlength: 4000, dir: 'auto' }));
  const waits = make('input', { type: 'checkbox' });
  const pictures = photoField(page);
  const agreements = (['visitReminders', 'marketing'] as const)
    .filter((purpose) => notice?.asks[purpose] !== undefined)
    .map((purpose) => {
      const box = make('input', { type: 'checkbox' });
      const text = notice?.asks[purpose] ?? '';
      return {
        purpose,
        box,
        block: make('label', { class: 'inline field' }, box, make('span', { dir: 'auto' }, text)),
      };
    });
  const problem = make('p', { class: 'wrong', role: 'alert' });
  const button = make('button', { type: 'submit', class: 'first' }, words.send);
  const form = make(
    'form',
    { novalidate: true, submit: (event) => void submit(event) },
    about.block,
    when,
    otherDays,
    timeless,
    make('label', { class: 'inline field' }, waits, make('span', {}, words.waits)),
    name.block,
    make('div', { class: 'pair' }, phone.block, email.block),
    place,
    asked,
    said.block,
    pictures.block,
    ...agreements.map(({ block }) => block),
    notice === undefined
      ? undefined
      : make(
          'details',
          { class: 'field' },
          make('summary', {}, say(words.notice)),
          make('p', { class: 'notice small', dir: 'auto' }, notice.text),
        ),
    button,
    problem,
  );

  function follow(): void {
    place.hidden = !rule().needsAddress;
    answers = rule().questions.map(({ id: key, text, isRequired }) => ({
      id: key,
      isRequired,
      field: field(isRequired ? `${text} (${words.required})` : text, textInput('text', 2000)),
    }));
    asked.replaceChildren(...answers.map(({ field: { block } }) => block));
    wishes.keepBounds();
    times.follow(service.value);
    showWhen();
  }

  const isTimed = (): boolean => isWithTime && !isWishing && times.isOffered();

  /** A time where one can be had, else days; or neither, where somebody only asks something. */
  function showWhen(): void {
    when.replaceChildren(...(isWithTime ? [isTimed() ? times.block : wishes.block] : []));
    otherDays.hidden = !isWithTime || !times.isOffered();
    otherDays.textContent = isWishing ? words.timesAgain : words.askInstead;
    // One way out at a time: first other days, then none.
    timeless.hidden = isTimed();
    timeless.textContent = isWithTime ? words.noTime : words.withTime;
  }

  function wishInstead(): void {
    isWishing = !isWishing;
    if (isWishing) void times.letGo();
    showWhen();
  }

  function toggle(): void {
    isWithTime = !isWithTime;
    if (!isWithTime) void times.letGo();
    showWhen();
  }

  /** The fields of which something is wrong, from the top. */
  function check(): Pick<Field, 'focus'>[] {
    const needs = (one: Field, isNeeded: boolean): Field[] => {
      const isMissing = isNeeded && one.value() === '';
      one.complain(isMissing ? words.missing : undefined);
      return isMissing ? [one] : [];
    };
    return [
      ...(isTimed() ? times.check() : isWithTime ? wishes.check() : []),
      ...needs(name, true),
      ...reach(),
      ...needs(street, rule().needsAddress),
      ...needs(city, rule().needsAddress),
      ...answers.flatMap(({ field: one, isRequired }) => needs(one, isRequired)),
    ];
  }

  function reach(): Field[] {
    const isPhone = phone.value() === '' || phone.value().replaceAll(/\D/g, '').length >= 5;
    const isEmail = email.value() === '' || /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email.value());
    const isNone = phone.value() === '' && email.value() === '';
    phone.complain(isNone ? words.missingReach : isPhone ? undefined : words.wrongPhone);
    email.complain(isEmail ? undefined : words.wrongEmail);
    return [...(isNone || !isPhone ? [phone] : []), ...(isEmail ? [] : [email])];
  }

  function content(packed: readonly Packed[]): object {
    const optional = (key: string, one: Field) => (one.value() === '' ? {} : { [key]: one.value() });
    return {
      version: 1,
      kind: 'request',
      at: Date.now(),
      secret,
      language: page.language,
      ...(service.value !== '' && { serviceId: service.value }),
      wishes: isWithTime && !isTimed() ? wishes.values() : [],
      name: name.value(),
      ...optional('phone', phone),
      ...optional('email', email),
      ...(rule().needsAddress && {
        address: { street: street.value(), postcode: postcode.value(), city: city.value() },
      }),
      ...optional('words', said),
      ...(waits.checked && isWithTime && { waits: true }),
      ...(packed.length > 0 && { photos: packed.map(({ photo }) => photo) }),
      answers: Object.fromEntries(
        answers
          .filter(({ field: one }) => one.value() !== '')
          .map(({ id: key, field: one }) => [key, one.value()]),
      ),
      agrees: Object.fromEntries(
        agreements.filter(({ box }) => box.checked).map(({ purpose }) => [purpose, true]),
      ),
      ...(notice !== undefined && { noticeId: notice.id }),
    };
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const [first] = check();
    problem.textContent = first === undefined ? '' : words.check;
    if (first !== undefined) return first.focus();
    button.disabled = true;
    button.textContent = words.sending;
    const packed = await Promise.all(pictures.photos().map((photo) => packPhoto(shown.workspace, photo)));
    const announced = packed.map(({ photo, ciphertext }) => ({ id: photo.blob, size: ciphertext.length }));
    const held = isTimed() ? times.held() : undefined;
    const claim = held && (await takenBy({ id, secret }, held));
    const outcome = await send(page, id, content(packed), { photos: announced, claim });
    if (outcome === 'sent') await bringPhotos(packed);
    else {
      button.disabled = false;
      button.textContent = words.send;
      problem.textContent = words[outcome];
      if (outcome === 'timeTaken') await times.lost();
    }
  }

  /** The request is there; its photos follow. Where they do not all arrive, they are tried again by hand. */
  async function bringPhotos(packed: readonly Packed[]): Promise<void> {
    const say = (number: number): void =>
      void (button.textContent = page.say(words.sendingPhoto, { number, count: packed.length }));
    const isWhole = await sendPhotos(page.relay, id, packed, say);
    const isAtOnce = isTimed() && times.isAtOnce();
    const taken = sent(page, { id, secret, isAtOnce });
    form.replaceWith(taken);
    if (!isWhole) taken.prepend(photosAgain(page, id, packed));
  }

  follow();
  return form;
}
