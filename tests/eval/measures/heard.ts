import type { Share } from './report.ts';
import type { HeardMessage } from './sets.ts';
import { heldOutDangers, heldOutTrades } from './sets.ts';

/** What a reader hears in one message, in the words of the sets. */
export interface HeardInIt {
  danger: HeardMessage['danger'];
  /** Not heard as danger, and left to a person since it may be one. */
  mayBeDanger: boolean;
  person: boolean;
  stop: HeardMessage['stop'];
}
export type Hear = (message: HeardMessage) => HeardInIt;

export interface HeardFigures {
  /** Dangers that were heard, whatever they were taken for. */
  danger: Share;
  /** Dangers that nothing answers by itself: heard, or doubted. */
  dangerOrDoubt: Share;
  dangerByKind: Record<NonNullable<HeardMessage['danger']>, Share>;
  /** Both kinds of stop that were heard as one of them. */
  stop: Share;
  /** Clear ones that were heard as clear. */
  clearStop: Share;
  person: Share;
  /** Ordinary messages in which a danger, a stop or a person was heard. */
  falseDanger: Share;
  falseDoubt: Share;
  falseStop: Share;
  falsePerson: Share;
  /** Ordinary messages of a trade in which any of the three was heard. */
  falseByTrade: Record<HeardMessage['trade'], Share>;
}

/** How well danger, a person and stop are heard. */
export function measureHeard(set: HeardMessage[], hear: Hear): HeardFigures {
  const read = set.map((message) => ({ message, heard: hear(message) }));
  type Read = (typeof read)[number];
  const share = (of: (one: Read) => boolean, is: (one: Read) => boolean): Share => {
    const whole = read.filter(of);
    return { part: whole.filter(is).length, whole: whole.length };
  };
  const isAlarm = ({ heard }: Read) => heard.danger !== null || heard.stop !== null || heard.person;
  const isOrdinary = ({ message }: Read) => !message.danger && !message.stop && !message.person;
  return {
    danger: share(
      ({ message }) => message.danger !== null,
      ({ heard }) => heard.danger !== null,
    ),
    dangerOrDoubt: share(
      ({ message }) => message.danger !== null,
      ({ heard }) => heard.danger !== null || heard.mayBeDanger,
    ),
    dangerByKind: Object.fromEntries(
      heldOutDangers.map((kind) => [
        kind,
        share(
          ({ message }) => message.danger === kind,
          ({ heard }) => heard.danger !== null,
        ),
      ]),
    ) as HeardFigures['dangerByKind'],
    stop: share(
      ({ message }) => message.stop !== null,
      ({ heard }) => heard.stop !== null,
    ),
    clearStop: share(
      ({ message }) => message.stop === 'clear',
      ({ heard }) => heard.stop === 'clear',
    ),
    person: share(
      ({ message }) => message.person,
      ({ heard }) => heard.person,
    ),
    falseDanger: share(isOrdinary, ({ heard }) => heard.danger !== null),
    falseDoubt: share(isOrdinary, ({ heard }) => heard.mayBeDanger),
    falseStop: share(isOrdinary, ({ heard }) => heard.stop !== null),
    falsePerson: share(isOrdinary, ({ heard }) => heard.person),
    falseByTrade: Object.fromEntries(
      heldOutTrades.map((trade) => [
        trade,
        share((one) => isOrdinary(one) && one.message.trade === trade, isAlarm),
      ]),
    ) as HeardFigures['falseByTrade'],
  };
}

/** What each kind of danger was taken for: labelled kinds down, heard ones across. */
export function confusedDangers(set: HeardMessage[], hear: Hear): number[][] {
  const kinds = [...heldOutDangers, null];
  const read = set.map((message) => ({ labelled: message.danger, heard: hear(message).danger }));
  return kinds.map((labelled) =>
    kinds.map((heard) => read.filter((one) => one.labelled === labelled && one.heard === heard).length),
  );
}
