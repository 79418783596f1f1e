import type { RequestRule } from '#shared/public-page/document.ts';
import { make } from './dom.ts';
import type { Field } from './field.ts';
import type { Held, Wanting } from './holding.ts';
import type { Page } from './page.ts';
import { timeChoice } from './time-choice.ts';
import { wishList } from './wishes.ts';

/** When it is to take place: a time where one can be had, else days; or neither, where somebody only asks something. */
export function whenChoice(page: Page, wanting: Wanting, rule: () => RequestRule, given?: Held) {
  const { words } = page;
  let isWithTime = true;
  /** Wishes in the place of a time that can be had. */
  let isWishing = false;
  const wishes = wishList(page, rule);
  const times = timeChoice(page, wanting, () => show(), given);
  const chosen = make('div');
  const otherDays = make('button', { type: 'button', class: 'plain', click: () => wishInstead() });
  const timeless = make('button', { type: 'button', class: 'plain', click: () => toggle() });
  const isTimed = (): boolean => isWithTime && !isWishing && times.isOffered();

  function show(): void {
    chosen.replaceChildren(...(isWithTime ? [isTimed() ? times.block : wishes.block] : []));
    otherDays.hidden = !isWithTime || !times.isOffered();
    otherDays.textContent = isWishing ? words.timesAgain : words.askInstead;
    // One way out at a time: first other days, then none.
    timeless.hidden = isTimed();
    timeless.textContent = isWithTime ? words.noTime : words.withTime;
  }

  function wishInstead(): void {
    isWishing = !isWishing;
    if (isWishing) void times.letGo();
    show();
  }

  function toggle(): void {
    isWithTime = !isWithTime;
    if (!isWithTime) void times.letGo();
    show();
  }

  return {
    block: make('div', {}, chosen, otherDays, timeless),
    /** Another service has other times and other bounds. */
    follow(service: string): void {
      wishes.keepBounds();
      times.follow(service);
      show();
    },
    isWithTime: (): boolean => isWithTime,
    isAtOnce: (): boolean => isTimed() && times.isAtOnce(),
    held: (): Held | undefined => (isTimed() ? times.held() : undefined),
    lost: times.lost,
    wishes: (): object[] => (isWithTime && !isTimed() ? wishes.values() : []),
    /** The fields of which something is wrong. */
    check(): Pick<Field, 'focus'>[] {
      if (isTimed()) return times.check();
      return isWithTime ? wishes.check() : [];
    },
  };
}
