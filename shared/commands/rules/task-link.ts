import type { Task } from '#shared/domain/task.ts';
import type { Cause } from './cause.ts';

/** What a task of a rule is about: of what tasks are never about, the customer. */
export function taskLink({
  aboutKind,
  aboutId,
  contactId,
}: Pick<Cause, 'aboutKind' | 'aboutId' | 'contactId'>): Pick<Task, 'aboutKind' | 'aboutId'> {
  return aboutKind === 'bookings' || aboutKind === 'issued'
    ? { aboutKind: 'contacts', aboutId: contactId }
    : { aboutKind, aboutId };
}
