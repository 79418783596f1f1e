import type { RuleRun, RuleTrigger, RuleWhen } from './own-rule.ts';

/** What can be told of whom it is about, whatever happened. */
const ofContact = ['contact.name', 'contact.phone', 'contact.email', 'contact.address'] as const;

const ofAbout = {
  conversations: ['message.text', 'message.channel'],
  enquiries: ['enquiry.title', 'enquiry.notes', 'enquiry.stage', 'enquiry.source'],
  jobs: ['job.title', 'job.state', 'job.start', 'job.end'],
  bookings: ['booking.service', 'booking.state', 'booking.start', 'booking.end', 'booking.words'],
  issued: ['invoice.number', 'invoice.total', 'invoice.open', 'invoice.currency', 'invoice.dueDate'],
} as const satisfies Record<RuleRun['aboutKind'], readonly string[]>;

export type WebhookField =
  | (typeof ofContact)[number]
  | { [Kind in keyof typeof ofAbout]: (typeof ofAbout)[Kind][number] }[keyof typeof ofAbout];

const aboutOf: Record<RuleTrigger, RuleRun['aboutKind']> = {
  message: 'conversations',
  comment: 'conversations',
  unanswered: 'conversations',
  enquiry: 'enquiries',
  arrival: 'enquiries',
  stage: 'enquiries',
  hand: 'enquiries',
  job: 'jobs',
  visitDone: 'jobs',
  booking: 'bookings',
  invoice: 'issued',
};

/** What can be chosen to be told when this happens. Nothing of it is told by itself. */
export function webhookFieldsOf(trigger: RuleTrigger): readonly WebhookField[] {
  return webhookFieldsAbout(aboutOf[trigger]);
}

export function webhookFieldsAbout(kind: RuleRun['aboutKind']): readonly WebhookField[] {
  return [...ofContact, ...ofAbout[kind]];
}

const fixedKinds = {
  message: 'message.received',
  comment: 'comment.received',
  unanswered: 'message.unanswered',
  enquiry: 'enquiry.created',
  arrival: 'enquiry.arrived',
  stage: 'enquiry.stage',
  hand: 'enquiry.started',
  visitDone: 'visit.done',
} as const;

/** What receivers know an event by: `invoice.paid`, `job.completed`. */
export function webhookKindOf(when: RuleWhen): string {
  switch (when.on) {
    case 'job':
      return `job.${when.state}`;
    case 'booking':
      return `booking.${when.state}`;
    case 'invoice':
      return `invoice.${when.state}`;
    default:
      return fixedKinds[when.on];
  }
}
