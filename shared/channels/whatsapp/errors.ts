/**
 * What to do about an error code of Meta.
 * - `template-only`: free text is not possible now, a template is.
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
  | 'template-only'
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

interface Row extends SendErrorAdvice {
  codes: number[];
}

const table: Row[] = [
  {
    codes: [131047],
    reaction: 'template-only',
    sentence:
      'More than 24 hours have passed since the customer last wrote, so WhatsApp takes only an approved template. Send a template, or wait until the customer writes.',
  },
  {
    codes: [131026],
    reaction: 'never',
    sentence: 'WhatsApp cannot deliver to this number. Check the number, or reach the customer another way.',
  },
  {
    codes: [131049],
    reaction: 'wait',
    sentence:
      'WhatsApp held this marketing message back to spare the customer. Wait at least a day before the next one.',
  },
  {
    codes: [131050],
    reaction: 'opt-out',
    sentence:
      'This customer has stopped marketing messages from you. Only answers and notices may still be sent.',
  },
  {
    codes: [131056],
    reaction: 'pair-limit',
    sentence:
      'Too many messages to this one customer in a short time. Plumbline waits a little before the next try.',
  },
  {
    codes: [130429, 80007, 4],
    reaction: 'back-off',
    sentence: 'WhatsApp asks to send more slowly. Plumbline slows down by itself.',
  },
  {
    codes: [131048, 131064],
    reaction: 'pause-campaigns',
    sentence:
      'Customers have blocked or reported messages of this number, and WhatsApp limits it. Pause mass messages.',
  },
  {
    codes: [131053],
    reaction: 'fix',
    sentence: 'WhatsApp did not take the attachment. See the details for the reason.',
  },
  {
    codes: [131052],
    reaction: 'fix',
    sentence: 'WhatsApp could not fetch the attachment that the customer sent. Ask for it again.',
  },
  {
    codes: [132000, 132008, 132012],
    reaction: 'fix',
    sentence: 'The template was filled in wrongly. Nothing was sent.',
  },
  {
    codes: [132001],
    reaction: 'reload-templates',
    sentence:
      'WhatsApp does not know this template in this language. Plumbline loads the templates again: choose one of them.',
  },
  {
    codes: [132015],
    reaction: 'reload-templates',
    sentence: 'WhatsApp has paused this template because of its low quality. Choose another one.',
  },
  {
    codes: [132016],
    reaction: 'reload-templates',
    sentence: 'WhatsApp has disabled this template for good. Choose another one.',
  },
  {
    codes: [131042],
    reaction: 'stop',
    sentence:
      'WhatsApp has a problem with your payment method. Settle it in Meta Business Manager, then send again.',
  },
  {
    codes: [368, 131031, 130497],
    reaction: 'stop',
    sentence:
      'Meta has restricted your WhatsApp account, so it cannot send. See Meta Business Manager for the reason.',
  },
  {
    codes: [0, 190, 10, 131005],
    reaction: 'reconnect',
    sentence:
      'Meta does not accept the access token any more. Connect WhatsApp again in Settings. Your messages are kept.',
  },
  {
    codes: [1, 2, 131000, 131016, 131057, 133004],
    reaction: 'retry',
    sentence: 'WhatsApp has trouble of its own at the moment. Plumbline tries again later.',
  },
  {
    codes: [131051],
    reaction: 'fix',
    sentence: 'WhatsApp does not support this kind of message. It can be seen on the phone only.',
  },
];

const byCode = new Map(table.flatMap(({ codes, ...advice }) => codes.map((code) => [code, advice] as const)));

/** What an error code of Meta means and asks for. An unknown code is shown and not retried. */
export function adviseOnSendError(code: number): SendErrorAdvice {
  const known = byCode.get(code);
  if (known !== undefined) return known;
  // Meta's permission errors are a whole range.
  if (code >= 200 && code <= 299) return byCode.get(190)!;
  return {
    reaction: 'fix',
    sentence: `WhatsApp refused the message (code ${code}). See the details for the reason.`,
  };
}
