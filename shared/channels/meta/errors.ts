import type { SendError, SendErrorMeaning } from '../send-errors.ts';

/** What several codes of Meta's mean alike. */
export interface MetaErrorRow extends SendErrorMeaning {
  codes: number[];
}

/** Meta's codes as WhatsApp uses them ("Error codes" of the Cloud API). The general ones hold for all channels. */
const general: readonly MetaErrorRow[] = [
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
    codes: [130472],
    reaction: 'never',
    sentence: (name) =>
      `${name} holds advertising back from this number for an experiment of its own. Nothing is charged, and trying again does not help; answers still reach it.`,
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

const generalCodes = indexed(general);

/** Explains Meta's errors. `own`: what a channel means by codes of its own, or otherwise than WhatsApp does. */
export function metaErrors(own: readonly MetaErrorRow[] = []) {
  const ownCodes = indexed(own);
  return ({ code, subcode }: SendError): SendErrorMeaning | undefined => {
    const known = ownCodes.get(subcode ?? code) ?? ownCodes.get(code) ?? generalCodes.get(code);
    // Meta's permission errors are a whole range.
    return known ?? (code >= 200 && code <= 299 ? generalCodes.get(190) : undefined);
  };
}

function indexed(rows: readonly MetaErrorRow[]): Map<number, MetaErrorRow> {
  return new Map(rows.flatMap((row) => row.codes.map((code) => [code, row] as const)));
}
