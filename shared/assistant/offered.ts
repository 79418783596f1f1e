import type { AppCommandName } from '#shared/commands/index.ts';
import type { Linkable } from './refs.ts';

/** A command that the assistant may propose. */
export interface Offer {
  /** For the model: what it does and when. */
  description: string;
  /** The arguments that it may fill in; others are the screens' business. */
  takes: readonly string[];
  /** Where what it made or changed is looked at: which collection the `id` of its value belongs to. */
  opens: Linkable;
}

/**
 * What the assistant may propose. A command that is not here does not exist for it: the list holds what an owner
 * asks for in words and can judge on a card. Left out are what cannot be taken back and is looked at on its own
 * screen (issuing an invoice), secrets, the team and the settings.
 */
export const offers: Partial<Record<AppCommandName, Offer>> = {
  'contact.create': {
    description: 'Adds a customer. Phones and emails are objects keyed by a short word of your choice.',
    takes: ['name', 'company', 'phones', 'emails', 'notes'],
    opens: 'contacts',
  },
  'job.create': {
    description: 'Makes a new job for a customer, with a first visit where a time is known.',
    takes: ['contactId', 'title', 'notes', 'items', 'visit'],
    opens: 'jobs',
  },
  'job.schedule': {
    description: 'Puts a visit of an existing job on the calendar.',
    takes: ['id', 'start', 'end'],
    opens: 'jobs',
  },
  'job.reschedule': {
    description: 'Moves a visit to another time.',
    takes: ['id', 'visitId', 'start', 'end'],
    opens: 'jobs',
  },
  'job.removeVisit': {
    description: 'Takes a visit off the calendar; the job stays.',
    takes: ['id', 'visitId'],
    opens: 'jobs',
  },
  'job.cancelVisit': {
    description: 'Cancels a visit for a reason that the customer or the team gave; the job stays.',
    takes: ['id', 'visitId', 'reason'],
    opens: 'jobs',
  },
  'job.setItem': {
    description: 'Adds work with its price to a job.',
    takes: ['id', 'item'],
    opens: 'jobs',
  },
  'job.start': { description: 'Notes that work on a job has begun.', takes: ['id'], opens: 'jobs' },
  'job.complete': { description: 'Notes that the work of a job is done.', takes: ['id'], opens: 'jobs' },
  'job.cancel': { description: 'Cancels a job for good.', takes: ['id', 'reason'], opens: 'jobs' },
  'invoice.draft': {
    description: 'Drafts an invoice for a job or a customer. The owner checks and issues it.',
    takes: ['contactId', 'jobId', 'lines'],
    opens: 'documents',
  },
  'invoice.recordPayment': {
    description: 'Records money received for an issued invoice.',
    takes: ['issuedId', 'amount', 'day', 'method'],
    opens: 'payments',
  },
  'message.send': {
    description: 'Sends a message to a customer in a conversation, in the words of the owner.',
    takes: ['conversationId', 'text', 'sendAt'],
    opens: 'messages',
  },
  'note.add': {
    description: 'Adds a note for the team to a conversation. Customers never see it.',
    takes: ['conversationId', 'text'],
    opens: 'messages',
  },
  'task.create': {
    description:
      'Notes something that the owner wants to be reminded of: due on a day such as 2026-11-24, with a time such as 10:00 where one is given, about a customer, conversation or job where one is meant.',
    takes: ['title', 'due', 'aboutKind', 'aboutId'],
    opens: 'tasks',
  },
  'conversation.snooze': {
    description: 'Hides a conversation until a time.',
    takes: ['id', 'until'],
    opens: 'conversations',
  },
  'conversation.resolve': {
    description: 'Marks a conversation as done.',
    takes: ['id'],
    opens: 'conversations',
  },
};

export function offerOf(command: string): Offer | undefined {
  return Object.hasOwn(offers, command) ? offers[command as AppCommandName] : undefined;
}
