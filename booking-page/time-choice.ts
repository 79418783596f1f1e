import type { ShownTimes } from '#shared/public-page/free-times.ts';
import { zoneName } from '#shared/public-page/zone.ts';
import { localeFor, make } from './dom.ts';
import { giveBack, type Held, holdTime, readTimes, type Wanting } from './holding.ts';
import type { Page } from './page.ts';
import { inWords } from './when.ts';

let choices = 0;

/** Times that can be had now, a day at a time. The one that is chosen is kept for who is typing. */
export function timeChoice(page: Page, wanting: Wanting, onLoaded: () => void = () => {}, given?: Held) {
  const { words, say, language, document: shown } = page;
  const place = { language, timeZone: shown.timeZone };
  const name = `times${++choices}`;
  let all: ShownTimes = { services: {} };
  let service = given?.service ?? '';
  let held = given;
  /** Grows with each choice: what an earlier one brings counts no more. */
  let turn = 0;

  const day = make('select', { id: `${name}d`, change: () => showTimes() });
  const list = make('div', { class: 'times', role: 'radiogroup', 'aria-label': words.time });
  const zone = make('p', { class: 'small' });
  const status = make('p', { class: 'small', role: 'status' });
  const wrong = make('p', { class: 'wrong', role: 'alert' });
  const block = make(
    'fieldset',
    {},
    make('legend', {}, words.chooseTime),
    make('div', { class: 'field' }, make('label', { for: day.id }, words.day), day),
    list,
    zone,
    status,
    wrong,
  );

  const of = () => all.services[service];
  /** A start, and how many more fit where several take part. */
  const textOf = (at: number): string => {
    const left = of()?.seats?.[starts().indexOf(at)];
    return left === undefined ? timeOf(at) : `${timeOf(at)} · ${say(words.seatsLeft, { count: left })}`;
  };
  const starts = (): number[] => of()?.starts ?? [];
  const dayOf = (at: number): string => inWords(at, place, { dateStyle: 'full' });
  const timeOf = (at: number): string => inWords(at, place, { timeStyle: 'short' });

  async function load(): Promise<void> {
    all = await readTimes(page);
    showDays();
    onLoaded();
  }

  function showDays(): void {
    const before = day.value;
    const days = [...new Set(starts().map(dayOf))];
    day.replaceChildren(...days.map((each) => make('option', { value: each }, each)));
    if (days.includes(before)) day.value = before;
    showTimes();
  }

  function showTimes(): void {
    const ofDay = starts().filter((at) => dayOf(at) === day.value);
    const [first] = ofDay;
    zone.textContent =
      first === undefined
        ? ''
        : say(words.zone, { zone: zoneName(shown.timeZone, first, localeFor(language)) });
    list.replaceChildren(
      ...ofDay.map((at) => {
        const input = make('input', {
          type: 'radio',
          name,
          value: at,
          checked: held?.start === at,
          change: () => void choose(at),
        });
        return make('label', { class: 'time' }, input, make('span', {}, textOf(at)));
      }),
    );
  }

  async function choose(start: number): Promise<void> {
    const mine = ++turn;
    const { times } = all;
    if (times === undefined) return;
    wrong.textContent = '';
    status.textContent = words.holding;
    const before = held;
    held = undefined;
    if (before !== undefined) await giveBack(page, wanting);
    const outcome = await holdTime(page, wanting, { service, start, times });
    if (mine !== turn) return;
    status.textContent = '';
    if (typeof outcome === 'string') {
      wrong.textContent = words[outcome];
      if (outcome === 'timeTaken') await load();
      return;
    }
    held = outcome;
    sayHeld(outcome);
  }

  function sayHeld({ start, expiresAt }: Held): void {
    status.textContent = say(words.heldUntil, {
      moment: `${dayOf(start)}, ${timeOf(start)}`,
      until: new Intl.DateTimeFormat(localeFor(language), { timeStyle: 'short' }).format(expiresAt),
    });
  }

  async function letGo(): Promise<void> {
    turn += 1;
    const before = held;
    held = undefined;
    status.textContent = '';
    if (before !== undefined) await giveBack(page, wanting);
  }

  if (given !== undefined && given.expiresAt > Date.now()) sayHeld(given);
  void load();
  return {
    block,
    /** Another service has other times: what was held for the one before is free again. */
    follow(next: string): void {
      if (next === service) return;
      service = next;
      void letGo();
      showDays();
    },
    isOffered: () => starts().length > 0 || held !== undefined,
    isAtOnce: () => of()?.atOnce === true,
    held: (): Held | undefined => (held !== undefined && held.expiresAt > Date.now() ? held : undefined),
    letGo,
    /** Somebody else has it, or it was held too long. */
    async lost(): Promise<void> {
      held = undefined;
      status.textContent = '';
      wrong.textContent = words.timeTaken;
      await load();
      day.focus();
    },
    check(): { focus(): void }[] {
      const isHeld = held !== undefined && held.expiresAt > Date.now();
      wrong.textContent = isHeld ? '' : held === undefined ? words.timeMissing : words.timeTaken;
      return isHeld ? [] : [day];
    },
  };
}
