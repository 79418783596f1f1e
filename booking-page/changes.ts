import type { BookingNote } from '#shared/public-page/request.ts';
import { localeFor, make } from './dom.ts';
import { giveBack, takenBy } from './holding.ts';
import { type Page, reachOf } from './page.ts';
import { randomText } from './random.ts';
import { send } from './send.ts';
import { timeChoice } from './time-choice.ts';
import { wishList } from './wishes.ts';

const open = new Set(['asked', 'confirmed', 'moved']);
type Wants = 'cancel' | 'move';

/** Whose request it is, as its link says. */
interface Mine {
  page: Page | undefined;
  fingerprint: string;
  id: string;
  secret: string;
}

/** Asking to move, and cancelling, as long as the rule allows. */
export function changes({ page, fingerprint, ...mine }: Mine, note: BookingNote): Node[] {
  if (page === undefined || !open.has(note.state)) return [];
  const { words, say, document: shown } = page;
  // The business has sealed into its answer by which key it reads today.
  const isTheirs = page.fingerprint === fingerprint || page.fingerprint === note.key;
  if (!isTheirs || shown.requests === undefined || shown.expiresAt <= Date.now())
    return [make('p', { class: 'small', dir: 'auto' }, reachOf(page))];
  const { changeUntil } = note;
  if (changeUntil !== undefined && changeUntil <= Date.now())
    return [make('p', { class: 'small' }, words.tooLate)];
  const until =
    changeUntil === undefined
      ? []
      : [make('p', { class: 'small' }, say(words.until, { moment: momentOf(page, changeUntil) }))];
  return [...until, ...changeForm(page, mine, note)];
}

function momentOf({ language, document: { timeZone } }: Page, at: number): string {
  const format = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat(localeFor(language), format).format(at);
}

/** The two ways to change it, and what is asked for the one that is chosen. */
function changeForm(page: Page, mine: Pick<Mine, 'id' | 'secret'>, note: BookingNote): Node[] {
  const { words } = page;
  const holder = make('div');
  const result = make('p', { role: 'alert' });
  const said = make('textarea', { rows: 3, maxlength: 2000, dir: 'auto', 'aria-label': words.changeWords });
  const asking = changing(page, mine, note);

  async function ask(wants: Wants): Promise<void> {
    if (wants === 'move' && asking.when.check().length > 0) return;
    const buttons = holder.querySelectorAll('button');
    for (const button of buttons) button.disabled = true;
    result.textContent = words.sending;
    const outcome = await asking.send(wants, said.value.trim());
    result.textContent = outcome === 'sent' ? page.say(words.changeSent) : words[outcome];
    if (outcome === 'timeTaken') await asking.when.lost();
    if (outcome === 'sent') holder.remove();
    else for (const button of buttons) button.disabled = false;
  }

  const choose = (wants: Wants): void =>
    holder.replaceChildren(
      ...(wants === 'move' ? [asking.when.block] : []),
      make('label', { class: 'field' }, words.changeWords, said),
      make(
        'button',
        { type: 'button', class: 'first', click: () => void ask(wants) },
        wants === 'move' ? words.move : words.cancelSure,
      ),
    );
  holder.append(
    make(
      'div',
      { class: 'row' },
      make('button', { type: 'button', click: () => choose('move') }, words.move),
      make('button', { type: 'button', click: () => choose('cancel') }, words.cancel),
    ),
  );
  return [holder, result];
}

/** A change as it is sent: its time is its own, and until it is moved the one of now is theirs. */
function changing(page: Page, { id, secret }: Pick<Mine, 'id' | 'secret'>, note: BookingNote) {
  const wanting = { id: randomText(16), secret };
  const when = newTime(page, wanting, note);
  return {
    when,
    async send(wants: Wants, words: string) {
      const held = wants === 'move' ? when.held() : undefined;
      const content = {
        version: 1,
        kind: 'change',
        at: Date.now(),
        of: id,
        secret,
        wants,
        wishes: wants === 'move' ? when.wishes() : [],
        ...(words !== '' && { words }),
      };
      const claim = held && (await takenBy(wanting, held));
      const outcome = await send(page, wanting.id, content, { claim });
      if (outcome === 'sent' && wants === 'cancel') await giveBack(page, { id, secret });
      return outcome;
    },
  };
}

/** A time that is free where the rule lets them move by themselves, else days. */
function newTime(page: Page, wanting: { id: string; secret: string }, note: BookingNote) {
  const times = timeChoice(page, wanting, () => show());
  const mayChoose = (note.movesLeft ?? 0) > 0 && note.state !== 'asked';
  times.follow(mayChoose ? (note.serviceId ?? '') : '');
  const anyDay = { place: 'business' as const, noticeHours: 0, windowDays: 365, questions: [] };
  const wishes = wishList(page, () => anyDay);
  const block = make('div');
  const show = (): void => block.replaceChildren(times.isOffered() ? times.block : wishes.block);
  show();
  return {
    block,
    lost: times.lost,
    held: () => (times.isOffered() ? times.held() : undefined),
    wishes: () => (times.isOffered() ? [] : wishes.values()),
    check: () => (times.isOffered() ? times.check() : wishes.check()),
  };
}
