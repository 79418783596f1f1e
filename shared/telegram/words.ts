import type { AlertKind } from '#shared/domain/alert.ts';
import type { TelegramDeed } from '#shared/domain/telegram.ts';

/** Everything that is said to members in Telegram. */
export interface TelegramWords {
  alert: Record<AlertKind, string>;
  deed: Record<TelegramDeed, string>;
  notPaired: string;
  groups: string;
  paired: (business: string) => string;
  badLink: string;
  stopped: string;
  goesOn: string;
  help: string;
  notUnderstood: string;
  locked: string;
  nothingToday: string;
  nothingNext: string;
  today: (count: number) => string;
  next: string;
  owes: (count: number) => string;
  nobodyOwes: string;
  total: string;
  since: (days: number) => string;
  anyTime: string;
  andMore: (count: number) => string;
  notAllowed: string;
  hiddenHere: string;
  draftWarned: string;
  draftFailed: string;
  done: { take: string; callBack: string; approve: string; discard: string };
  failed: {
    stale: string;
    pressed: string;
    notYours: string;
    notAllowed: string;
    writtenSince: string;
    otherDraft: string;
    other: string;
  };
}

export const english: TelegramWords = {
  alert: {
    danger: 'A customer may be in danger',
    team: 'Your team or its devices have changed',
    account: 'Meta reports something about your account',
    booking: 'Somebody asks for an appointment',
    rule: 'A rule asks you to look',
    handOff: 'The assistant left a customer to you',
    enquiry: 'New enquiry',
    message: 'New message',
    unanswered: 'A customer is still waiting',
    payment: 'Payment recorded',
  },
  deed: {
    take: 'Take over',
    callBack: 'Call back',
    show: 'Show',
    draft: 'Draft an answer',
    approve: 'Send as it stands',
    discard: 'Discard',
  },
  notPaired: 'This bot talks only to its team. If you belong to it, ask for a link in Plumbline.',
  groups: 'This bot talks to one person at a time.',
  paired: (business) =>
    `This chat is paired with ${business}. You are told here what you chose in Plumbline.`,
  badLink: 'This link does not work any more. Ask for a new one in Plumbline.',
  stopped: 'You are told nothing more here. Send /start to go on.',
  goesOn: 'You are told again what happens.',
  help: 'today – your visits of today\nnext – your next visit\nwho owes me – unpaid invoices\n/stop – tell me nothing more\n/start – go on',
  notUnderstood: 'I know: today, next, who owes me, /stop, /help.',
  locked: 'Plumbline is locked. Unlock it on a computer, then try again.',
  nothingToday: 'Nothing is planned for today.',
  nothingNext: 'Nothing is planned.',
  today: (count) => (count === 1 ? 'Today, 1 visit' : `Today, ${count} visits`),
  next: 'Next',
  owes: (count) => (count === 1 ? '1 invoice is unpaid' : `${count} invoices are unpaid`),
  nobodyOwes: 'Nobody owes you anything.',
  total: 'Together',
  since: (days) => (days === 1 ? '1 day late' : `${days} days late`),
  anyTime: 'any time',
  andMore: (count) => `… and ${count} more`,
  notAllowed: 'Your role does not include this.',
  hiddenHere: 'Names and words are kept out of Telegram.',
  draftWarned: 'The draft says something that has to be checked first. Open it in Plumbline.',
  draftFailed: 'No draft could be made. Open the conversation in Plumbline.',
  done: {
    take: 'The conversation is yours.',
    callBack: 'It stands among your tasks.',
    approve: 'It is on its way.',
    discard: 'Discarded.',
  },
  failed: {
    stale: 'This is too old. Open it in Plumbline.',
    pressed: 'This has been done already.',
    notYours: 'This button is not for you.',
    notAllowed: 'Your role does not include this.',
    writtenSince: 'Something was written since. Nothing was sent: look again.',
    otherDraft: 'This is not the draft that was made. Nothing was sent.',
    other: 'It could not be done. Open it in Plumbline.',
  },
};
