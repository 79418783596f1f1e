import { z } from 'zod';
import { dayOf } from '#shared/domain/day.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { ToolContext, Finding } from './read-tools.ts';
import {
  conversationFilters,
  findContacts,
  findConversations,
  findInvoices,
  findJobs,
  freeSlots,
  invoiceFilters,
  jobFilters,
  moneyOwed,
  prices,
  visitsOn,
} from './read-tools.ts';
import type { Refs } from './refs.ts';

const words = z.string().max(200).optional();
const contact = z.string().max(80).optional();
const day = z.iso.date().optional();
const year = z.int().min(2000).max(2100).optional();

/** A way to look something up, as a model is told of it. It changes nothing. */
interface ReadTool<Args> {
  description: string;
  args: z.ZodType<Args>;
  read(context: ToolContext, args: Args, contactId: string | undefined): Finding[];
}

function tool<Args>(readTool: ReadTool<Args>): ReadTool<Args> {
  return readTool;
}

const today = ({ now, business }: ToolContext): string => dayOf(now, business.timeZone);

export const readTools = {
  find_contacts: tool({
    description: 'Customers by words of their name, company, phone, e-mail or address.',
    args: z.object({ words }),
    read: (context, args) => findContacts(context, args),
  }),
  find_jobs: tool({
    description: 'Jobs by words of their title or customer, by contact, state and year; the newest first.',
    args: z.object({ words, contact, state: z.enum(jobFilters).optional(), year }),
    read: (context, args, contactId) => findJobs(context, { ...args, contactId }),
  }),
  find_invoices: tool({
    description:
      'Invoices and drafts by number, words of the customer, contact, state and year; the newest first.',
    args: z.object({ words, contact, state: z.enum(invoiceFilters).optional(), year }),
    read: (context, args, contactId) => findInvoices(context, { ...args, contactId }),
  }),
  find_conversations: tool({
    description: 'Conversations by words, contact and state; the newest first.',
    args: z.object({ words, contact, state: z.enum(conversationFilters).optional() }),
    read: (context, args, contactId) => findConversations(context, { ...args, contactId }),
  }),
  money_owed: tool({
    description: 'Unpaid invoices with what is due, the longest due first.',
    args: z.object({ contact }),
    read: (context, _args, contactId) => moneyOwed(context, { contactId }),
  }),
  visits: tool({
    description: 'The visits of a day; today if left out.',
    args: z.object({ day }),
    read: (context, args) => visitsOn(context, { day: args.day ?? today(context) }),
  }),
  free_slots: tool({
    description: 'Free working time of a day in which so many minutes fit.',
    args: z.object({ day, minutes: z.int().min(5).max(720).optional() }),
    read: (context, { day: wanted = today(context), minutes }) =>
      freeSlots(context, { day: wanted, minutes }),
  }),
  price_list: tool({
    description: 'The price list, or those lines that the words speak of.',
    args: z.object({ words }),
    read: (context, args) => prices(context, args),
  }),
};

export type ReadToolName = keyof typeof readTools;

export function isReadTool(name: string): name is ReadToolName {
  return Object.hasOwn(readTools, name);
}

/** Looks something up for a model, whose arguments may be anything. */
export function callReadTool(
  name: ReadToolName,
  given: unknown,
  context: ToolContext,
  refs: Refs,
): Result<Finding[]> {
  const { args, read } = readTools[name] as ReadTool<{ contact?: string }>;
  const parsed = args.safeParse(given);
  if (!parsed.success)
    return wrong(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const named = parsed.data.contact;
  const record = named === undefined ? undefined : refs.recordOf(named);
  if (named !== undefined && record?.collection !== 'contacts')
    return wrong(['contact: a reference such as contact:1']);
  return ok(read(context, parsed.data, record?.id));
}

function wrong(reasons: string[]): Result<never> {
  return problem('agent.bad-arguments', reasons.join('; '));
}
