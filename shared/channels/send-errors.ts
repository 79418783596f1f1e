import type { ChannelKind } from '#shared/domain/channel.ts';
import { channelNames } from './channel-names.ts';
import { pageErrors } from './meta/pages/errors.ts';

/**
 * What to do about an error code of Meta.
 * - `window-shut`: the customer wrote too long ago; a template where the channel has them, otherwise nothing.
 * - `never`: this message will not get through; sending it again would not help.
 * - `wait`: this recipient must rest for a day.
 * - `pair-limit`: too many messages to this recipient; the others go on.
 * - `reload-templates`: the template is not as it is known here.
 * - `back-off`: too much at once; slow the whole queue down.
 * - `retry`: Meta's own trouble; try again later, with growing pauses.
 * - `pause-campaigns`, `opt-out`: stop mass sending, or marketing to this person.
 * - `reconnect`: token or permission; stop the queue until the owner connects again.
 * - `stop`: the account may not send; stop the queue.
 * - `fix`: the message itself is wrong.
 */
export type SendReaction =
  | 'window-shut'
  | 'never'
  | 'wait'
  | 'pair-limit'
  | 'reload-templates'
  | 'back-off'
  | 'retry'
  | 'pause-campaigns'
  | 'opt-out'
  | 'reconnect'
  | 'stop'
  | 'fix';

export interface SendErrorAdvice {
  reaction: SendReaction;
  /** What happened and what to do, for the owner. */
  sentence: string;
}

/** How Meta names what went wrong. */
export interface MetaError {
  code: number;
  /** On pages one code has several meanings, which this tells apart. */
  subcode?: number | undefined;
}

export interface SendErrorRow {
  codes: number[];
  reaction: SendReaction;
  /** `name`: the channel, as people call it. */
  sentence: (name: string) => string;
}

/** Meta's codes as WhatsApp uses them ("Error codes" of the Cloud API). The general ones hold for all channels. */
const table: SendErrorRow[] = [
  {
    codes: [131047],
    reaction: 'window-shut',
    sentence: (name) =>
      `More than 24 hours have passed since the customer last wrote, so ${name} takes only an approved template. Send a template, or wait until the customer writes.`,
  },
  {
    codes: [131026],
    reaction: 'never',
    sentence: (name) =>
      `${name} cannot deliver to this number. Check the number, or reach the customer another way.`,
  },
  {
    codes: [131049],
    reaction: 'wait',
    sentence: (name) =>
      `${name} held this marketing message back to spare the customer. Wait at least a day before the next one.`,
  },
  {
    codes: [131050],
    reaction: 'opt-out',
    sentence: () =>
      'This customer has stopped marketing messages from you. Only answers and notices may still be sent.',
  },
  {
    codes: [131056],
    reaction: 'pair-limit',
    sentence: () =>
      'Too many messages to this one customer in a short time. Plumbline waits a little before the next try.',
  },
  {
    codes: [130429, 80007, 4],
    reaction: 'back-off',
    sentence: (name) => `${name} asks to send more slowly. Plumbline slows down by itself.`,
  },
  {
    codes: [131048, 131064],
    reaction: 'pause-campaigns',
    sentence: (name) =>
      `Customers have blocked or reported messages of this number, and ${name} limits it. Pause mass messages.`,
  },
  {
    codes: [131053],
    reaction: 'fix',
    sentence: (name) => `${name} did not take the attachment. See the details for the reason.`,
  },
  {
    codes: [131052],
    reaction: 'fix',
    sentence: (name) => `${name} could not fetch the attachment that the customer sent. Ask for it again.`,
  },
  {
    codes: [132000, 132008, 132012],
    reaction: 'fix',
    sentence: () => 'The template was filled in wrongly. Nothing was sent.',
  },
  {
    codes: [132001],
    reaction: 'reload-templates',
    sentence: (name) =>
      `${name} does not know this template in this language. Plumbline loads the templates again: choose one of them.`,
  },
  {
    codes: [132015],
    reaction: 'reload-templates',
    sentence: (name) => `${name} has paused this template because of its low quality. Choose another one.`,
  },
  {
    codes: [132016],
    reaction: 'reload-templates',
    sentence: (name) => `${name} has disabled this template for good. Choose another one.`,
  },
  {
    codes: [131042],
    reaction: 'stop',
    sentence: (name) =>
      `${name} has a problem with your payment method. Settle it in Meta Business Manager, then send again.`,
  },
  {
    codes: [368, 131031, 130497],
    reaction: 'stop',
    sentence: (name) =>
      `Meta has restricted your ${name} account, so it cannot send. See Meta Business Manager for the reason.`,
  },
  {
    codes: [0, 190, 10, 131005],
    reaction: 'reconnect',
    sentence: (name) =>
      `Meta does not accept the access token any more. Connect ${name} again in Settings. Your messages are kept.`,
  },
  {
    codes: [1, 2, 131000, 131016, 131057, 133004],
    reaction: 'retry',
    sentence: (name) => `${name} has trouble of its own at the moment. Plumbline tries again later.`,
  },
  {
    codes: [131051],
    reaction: 'fix',
    sentence: (name) => `${name} does not support this kind of message. It can be seen on the phone only.`,
  },
];

const generalCodes = indexed(table);
const pageCodes = indexed(pageErrors);

/** What an error of Meta means and asks for. An unknown one is shown and not retried. */
export function adviseOnSendError(error: MetaError, channel: ChannelKind): SendErrorAdvice {
  const { reaction, sentence } = rowOf(error, channel);
  return { reaction, sentence: sentence(channelNames[channel]) };
}

function rowOf({ code, subcode }: MetaError, channel: ChannelKind): Omit<SendErrorRow, 'codes'> {
  const ofPage = channel === 'whatsapp' ? undefined : (pageCodes.get(subcode ?? code) ?? pageCodes.get(code));
  const known = ofPage ?? generalCodes.get(code);
  if (known !== undefined) return known;
  // Meta's permission errors are a whole range.
  if (code >= 200 && code <= 299) return generalCodes.get(190)!;
  const sentence = (name: string) =>
    `${name} refused the message (code ${code}). See the details for the reason.`;
  return { reaction: 'fix', sentence };
}

function indexed(rows: readonly SendErrorRow[]): Map<number, SendErrorRow> {
  return new Map(rows.flatMap((row) => row.codes.map((code) => [code, row] as const)));
}
