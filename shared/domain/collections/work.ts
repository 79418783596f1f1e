import { jobSchema } from '../job.ts';
import { jobEventSchema } from '../job-event.ts';
import { jobFileSchema } from '../job-file.ts';
import { provesItself } from '../proven.ts';
import { holdSchema } from '../hold.ts';
import { reminderSchema } from '../reminder.ts';
import { planSchema } from '../plan.ts';
import { googleEventStateSchema } from '../google-event.ts';
import { busyTimesSchema } from '../calendar-feed.ts';
import { timeBlockSchema } from '../time-block.ts';
import { taskLinks, taskSchema } from '../task.ts';
import { visitSchema } from '../visit.ts';
import { type Collection, erasures, clearances, ofAPerson, ofTheBusiness } from '../collection.ts';

/** Who can be scheduled: each member under their own id, and people, rooms and vans without a device. */
const scheduled = ['staff', 'members'] as const;

/** What is done for whom, and when. */
export const workCollections = {
  tasks: {
    compartment: 'work',
    book: 'year',
    dateField: 'createdAt',
    indexes: ['aboutId', 'memberId'] as const,
    references: { aboutId: { kind: 'aboutKind', of: taskLinks } },
    named: { memberId: 'members' },
    handling: ofAPerson('aboutId'),
    schema: taskSchema,
  },
  visits: {
    compartment: 'work',
    book: 'year',
    dateField: 'plannedFor',
    indexes: ['jobId'] as const,
    references: { jobId: 'jobs' },
    named: { 'assignees.*': scheduled, 'attendees.*.contactId': 'contacts' },
    handling: ofAPerson('jobId'),
    schema: visitSchema,
  },
  reminders: {
    // Whoever goes there sees what the customer answered; their words are in `talk`.
    compartment: 'work',
    book: 'year',
    dateField: 'start',
    indexes: ['visitId', 'contactId'] as const,
    handling: ofAPerson('contactId'),
    schema: reminderSchema,
  },
  plans: {
    compartment: 'work',
    book: 'one',
    indexes: ['contactId', 'siteId'] as const,
    references: { contactId: 'contacts', siteId: 'sites' },
    named: { 'assignees.*': scheduled, 'items.*.serviceId': 'services' },
    handling: ofAPerson('contactId'),
    schema: planSchema,
  },
  timeBlocks: {
    compartment: 'work',
    book: 'year',
    dateField: 'plannedFor',
    indexes: ['staffId'] as const,
    named: { staffId: scheduled },
    handling: ofTheBusiness,
    schema: timeBlockSchema,
  },
  busyTimes: {
    compartment: 'work',
    book: 'one',
    indexes: ['staffId'] as const,
    handling: ofTheBusiness,
    schema: busyTimesSchema,
  },
  // What stands at Google is taken away there when what it stands for goes, also by an erasure: so this stays until then.
  googleEvents: {
    compartment: 'work',
    book: 'year',
    dateField: 'plannedFor',
    indexes: ['linkId'] as const,
    handling: { exported: 'never', erased: 'nobodys', kept: 'open' },
    schema: googleEventStateSchema,
  },
  jobs: {
    compartment: 'work',
    book: 'year',
    dateField: 'createdAt',
    indexes: [
      'contactId',
      'conversationId',
      'documentId',
      'siteId',
      'enquiryId',
      'planId',
      'parentId',
    ] as const,
    references: {
      contactId: 'contacts',
      conversationId: 'conversations',
      documentId: 'documents',
      siteId: 'sites',
      enquiryId: 'enquiries',
      planId: 'plans',
      parentId: 'jobs',
    },
    named: {
      typeId: 'jobTypes',
      'items.*.serviceId': 'services',
      'materials.*.serviceId': 'services',
      'materials.*.visitId': 'visits',
      'custom.*': 'customFields',
    },
    handling: ofAPerson('contactId'),
    schema: jobSchema,
  },
  jobEvents: {
    compartment: 'work',
    book: 'year',
    dateField: 'filedAt',
    immutable: true,
    indexes: ['jobId'] as const,
    references: { jobId: 'jobs' },
    named: { visitId: 'visits', workerId: scheduled },
    handling: { person: 'jobId', exported: 'person', erased: 'emptied', kept: 'law' },
    schema: jobEventSchema,
    erasures: 'workErasures' as const,
    verify: provesItself,
  },
  workErasures: erasures('work', 'year'),
  workClearances: clearances('work'),
  jobFiles: {
    compartment: 'work',
    book: 'year',
    dateField: 'filedAt',
    indexes: ['jobId'] as const,
    references: { jobId: 'jobs' },
    named: { visitId: 'visits' },
    handling: ofAPerson('jobId'),
    schema: jobFileSchema,
  },
  holds: {
    compartment: 'work',
    book: 'year',
    dateField: 'at',
    indexes: ['contactId', 'conversationId'] as const,
    references: { contactId: 'contacts', conversationId: 'conversations' },
    named: { serviceId: 'services' },
    handling: { person: 'contactId', exported: 'person', erased: 'removed', kept: 30 },
    schema: holdSchema,
  },
} satisfies Record<string, Collection>;
