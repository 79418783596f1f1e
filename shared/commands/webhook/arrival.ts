import { z } from 'zod';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import { normalisePhone } from '#shared/domain/phone.ts';
import { emailText, phoneText } from '#shared/domain/suppression.ts';
import { proveWebhook } from '#shared/domain/webhook-proof.ts';
import {
  arrivalId,
  valueAt,
  type WebhookArrival,
  type WebhookSource,
} from '#shared/domain/webhook-source.ts';
import { cleanName, cleanText } from '#shared/lib/clean-text.ts';
import { given } from '#shared/lib/given.ts';
import { contentId } from '#shared/lib/hash.ts';
import { parseJson } from '#shared/lib/json.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from '../command.ts';
import { hearElsewhere } from '../heard/hear-danger.ts';
import { takeDangers } from '../heard/take-dangers.ts';
import { contactsWith } from '../inbox/lookup.ts';
import { erasedAt, freshId } from '../suppression.ts';

const cameSchema = z.object({
  sourceId: idSchema,
  receivedAt: momentSchema,
  headers: z.record(z.string(), z.string()),
  body: z.string().max(70_000),
});
type Came = z.output<typeof cameSchema>;

const missing = problem('webhook.arrival-missing', 'This is no longer there.');

/** Takes in what programs elsewhere have sent. The same again, on whatever device, changes nothing. */
const receive = defineCommand({
  name: 'webhookArrival.receive',
  title: 'Receive a webhook',
  args: z.object({ arrivals: z.array(cameSchema).max(200) }),
  undoable: false,
  internal: true,
  // It came from outside, whoever it is about.
  evenKeptOnly: true,
  run(draft, { arrivals }, context) {
    for (const came of arrivals) take(draft, came, context);
    return ok({});
  },
});

function take(draft: RecordWriter, came: Came, context: CommandContext): void {
  const source = draft.get('webhookSources', came.sourceId);
  const secret = source && draft.get('webhookKeys', source.id)?.secret;
  if (source === undefined || source.closedAt !== undefined || secret === undefined) return;
  const { body } = came;
  const proof = proveWebhook(source.check, secret, came);
  const isGenuine = proof.is === 'genuine';
  const id = arrivalId(source.id, isGenuine ? 'genuine' : 'bad', isGenuine ? proof.key : body);
  if (draft.get('webhookArrivals', id) !== undefined) return;
  const arrival = { id, at: came.receivedAt, sourceId: source.id, body };
  const wrong = isGenuine ? problemOf(draft, source, body) : proof.is;
  // Also in what proves nothing: a secret that does not fit any more keeps no cry for help back.
  const { danger } = hearElsewhere(draft, { text: wordsIn(source, body), at: came.receivedAt });
  const heard = danger && { dangers: { [id]: danger } };
  draft.create('webhookArrivals', { ...arrival, ...given({ problem: wrong }), ...heard });
  if (wrong === undefined && source.asks !== true) make(draft, arrival, source, context);
}

/** No form that somebody has filled in says more. */
const mostHeard = 20_000;

/** What somebody may have written: where the source says that it stands, else all text that came. */
function wordsIn({ fields }: WebhookSource, body: string): string {
  const json = parseJson(body);
  const said = [fields.title, fields.words].flatMap((path) => (path ? (valueAt(json, path) ?? []) : []));
  const texts = json === undefined ? [body] : said.length > 0 ? said : textsIn(json);
  return cleanText(texts.join('\n').slice(0, mostHeard));
}

function textsIn(json: unknown): string[] {
  const texts: string[] = [];
  // It grows as it is walked through: no depth of what came exhausts the stack.
  const values = [json];
  for (const value of values)
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) values.push(...Object.values(value));
  return texts;
}

/** Why nothing can be made of it. */
function problemOf(draft: RecordWriter, source: WebhookSource, body: string): 'json' | 'nobody' | undefined {
  const json = parseJson(body);
  if (json === undefined) return 'json';
  return personIn(draft, source, json) === undefined ? 'nobody' : undefined;
}

/** A person has looked: an enquiry is made of it, whatever was wrong with its signature. */
const accept = defineCommand({
  name: 'webhookArrival.accept',
  title: 'Make an enquiry of a webhook',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }, context) {
    const arrival = draft.get('webhookArrivals', id);
    const source = arrival && draft.get('webhookSources', arrival.sourceId);
    if (arrival === undefined || source === undefined || arrival.settledAt !== undefined) return missing;
    takeDangers(draft, { collection: 'webhookArrivals', id }, context);
    return make(draft, arrival, source, context)
      ? ok({ id })
      : problem(
          'webhook.nobody',
          'Nobody is named in it: no name, phone or e-mail stands where it was said to.',
          'Change where these stand, or put it away.',
        );
  },
});

const putAway = defineCommand({
  name: 'webhookArrival.putAway',
  title: 'Put a webhook away',
  args: z.strictObject({ id: idSchema }),
  // Its words go for good.
  undoable: false,
  run(draft, { id }, { now }) {
    const arrival = draft.get('webhookArrivals', id);
    if (arrival === undefined || arrival.settledAt !== undefined) return missing;
    draft.patch('webhookArrivals', id, { settledAt: now });
    draft.unset('webhookArrivals', id, 'body', 'dangers', 'dangersTaken');
    return ok({ id });
  },
});

interface Person {
  name: string;
  phone?: string | undefined;
  email?: string | undefined;
  texts: string[];
}

function personIn(records: RecordReader, { fields }: WebhookSource, json: unknown): Person | undefined {
  const at = (field: keyof typeof fields): string | undefined => {
    const path = fields[field];
    return path === undefined || path === '' ? undefined : valueAt(json, path);
  };
  const country = records.get('business', 'business')?.country;
  const typed = at('phone');
  const phone = typed === undefined ? undefined : normalisePhone(cleanName(typed, 32) ?? '', country);
  const email = cleanName(at('email') ?? '', 254) ?? undefined;
  const name = cleanName(at('name') ?? '', 200) ?? phone ?? email;
  if (name === undefined || name === '') return undefined;
  return {
    name,
    ...(phone !== undefined && phone !== '' && { phone }),
    ...(email !== undefined && { email }),
    texts: [...(phone ? [phoneText(phone, country)] : []), ...(email ? [emailText(email)] : [])],
  };
}

/** An enquiry of who is known by their number or address alone, else of a new contact; nothing that is there changes. */
function make(
  draft: RecordWriter,
  { id, at, body = '' }: Pick<WebhookArrival, 'id' | 'at' | 'body'>,
  source: WebhookSource,
  context: CommandContext,
): boolean {
  const json = parseJson(body);
  const person = personIn(draft, source, json);
  if (person === undefined) return false;
  const settled = { settledAt: context.now };
  const erased = erasedAt(draft, person.texts, context);
  draft.unset('webhookArrivals', id, 'body');
  // Sent before they were erased, and late.
  if (erased !== undefined && at <= erased) {
    draft.patch('webhookArrivals', id, settled);
    draft.unset('webhookArrivals', id, 'dangers');
    return true;
  }
  const contactId = contactFor(draft, id, at, person, context);
  const { title, words } = source.fields;
  const notes = words === undefined ? undefined : valueAt(json, words);
  const asked = title === undefined ? undefined : valueAt(json, title);
  const enquiryId = contentId(['enquiry', 'webhook', id]);
  if (draft.get('enquiries', enquiryId) === undefined)
    draft.create('enquiries', {
      id: enquiryId,
      createdAt: at,
      contactId,
      title: cleanName(asked ?? notes ?? source.name, 120) ?? '',
      stage: 'new',
      stageAt: at,
      source: 'webhook',
      ...(notes !== undefined && { notes: cleanText(notes).slice(0, 20_000).toWellFormed() }),
    });
  draft.patch('webhookArrivals', id, { ...settled, contactId, enquiryId });
  return true;
}

function contactFor(
  draft: RecordWriter,
  id: string,
  at: number,
  { name, phone, email }: Person,
  context: CommandContext,
): string {
  const known = phone === undefined ? [] : contactsWith(draft, phone);
  if (known.length === 1) return known[0]!;
  const contactId = freshId(draft, 'contacts', contentId(['contact', 'webhook', id]), context);
  if (draft.get('contacts', contactId) === undefined)
    draft.create('contacts', {
      id: contactId,
      createdAt: at,
      name,
      source: 'webhook',
      ...(phone !== undefined && { phones: { webhook: { number: phone } } }),
      ...(email !== undefined && { emails: { webhook: { address: email } } }),
    });
  return contactId;
}

export const webhookArrivalCommands = [receive, accept, putAway] as const;
