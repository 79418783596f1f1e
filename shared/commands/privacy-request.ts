import { z } from 'zod';
import { countrySchema, idSchema } from '#shared/domain/common.ts';
import type { ConsentBasis, ConsentPurpose } from '#shared/domain/consent.ts';
import { dayOf } from '#shared/domain/day.ts';
import {
  clockNames,
  clocksOf,
  mayExtend,
  type PrivacyRequest,
  privacyRequestSchema,
  periodSchema,
  publishedState,
} from '#shared/domain/privacy-request.ts';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { defineCommand } from './command.ts';
import { noteWord } from './consent.ts';
import { findConversation } from './conversation.ts';
import { queueText } from './message.ts';

const { kind, name, country, receivedOn, by, what, purposes, ground, dueOn, outcome } =
  privacyRequestSchema.shape;
const said = z.string().trim().min(1).max(2000);

const open = defineCommand({
  name: 'privacyRequest.open',
  title: 'Note a request about data',
  args: z.strictObject({
    kind,
    /** Who asks, or whom an authority asks about. */
    contactId: idSchema.optional(),
    name,
    country,
    receivedOn,
    by,
    what,
    purposes,
    ground,
    dueOn,
  }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { contactId, ...request }, context) {
    const fits = check(draft, contactId, request, context.now);
    if (!fits.ok) return fits;
    const { now, memberId, newId } = context;
    const id = newId();
    const who = request.kind === 'authority' ? { concernsId: contactId } : { contactId };
    draft.create('privacyRequests', {
      ...given({ ...request, ...who }),
      ...required(request),
      id,
      createdAt: now,
      memberId,
    });
    const refused = Object.keys(request.purposes ?? {}) as ConsentPurpose[];
    if (request.kind !== 'objection' || contactId === undefined || refused.length === 0) return ok({ id });
    // An objection counts from when it came, not from when it is answered.
    const word = {
      contactId,
      purposes: refused,
      given: false,
      basis: bases[request.by],
      words: request.what?.slice(0, 500),
    };
    const noted = noteWord(draft, word, context);
    return noted.ok ? ok({ id }) : noted;
  },
});

const bases: Record<PrivacyRequest['by'], ConsentBasis> = {
  message: 'message',
  email: 'written',
  letter: 'written',
  phone: 'spoken',
  inPerson: 'spoken',
  form: 'form',
};

function required({
  kind: of,
  country: where,
  receivedOn: on,
  by: way,
}: Pick<PrivacyRequest, 'kind' | 'country' | 'receivedOn' | 'by'>) {
  return { kind: of, country: where, receivedOn: on, by: way };
}

function check(
  records: RecordReader,
  contactId: string | undefined,
  request: Pick<PrivacyRequest, 'kind' | 'name' | 'receivedOn' | 'ground'>,
  now: number,
): Result<void> {
  if (contactId !== undefined && records.get('contacts', contactId) === undefined)
    return problem('contact.missing', 'This contact no longer exists.');
  if (contactId === undefined && (request.name ?? '').trim() === '')
    return at('name', 'Write who asks, or choose the contact.');
  if (request.kind === 'authority' && (request.name ?? '').trim() === '')
    return at('name', 'Write which authority asks.');
  if (request.kind === 'authority' && (request.ground ?? '').trim() === '')
    return at('ground', 'Write by which law and decision it asks: without a ground nothing is handed over.');
  return request.receivedOn <= todayIn(records, now) ? ok() : at('receivedOn', 'This day is still to come.');
}

function at(field: string, message: string): Result<never> {
  return err({ code: 'privacyRequest.incomplete', message, fields: [{ path: [field], message }] });
}

const checkIdentity = defineCommand({
  name: 'privacyRequest.identify',
  title: 'Note how it was made certain who asks',
  args: z.strictObject({ id: idSchema, how: said }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { id, how }, { now, memberId }) {
    const found = findOpen(draft, id);
    if (!found.ok) return found;
    draft.patch('privacyRequests', id, { identity: { at: now, memberId, how } });
    return ok({ id });
  },
});

const acknowledge = defineCommand({
  name: 'privacyRequest.acknowledge',
  title: 'Note that a request was acknowledged',
  args: z.strictObject({
    id: idSchema,
    /** How, or the words that are sent. */
    how: said,
    /** Left out: it was said or sent in another way. */
    conversationId: idSchema.optional(),
  }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { id, how, conversationId }, context) {
    const found = findOpen(draft, id);
    if (!found.ok) return found;
    const noted = { at: context.now, memberId: context.memberId, how };
    if (conversationId === undefined) {
      draft.patch('privacyRequests', id, { acknowledged: noted });
      return ok({ id });
    }
    const talk = findConversation(draft, conversationId);
    if (!talk.ok) return talk;
    const sent = queueText(draft, talk.value, { text: how, author: 'owner', purpose: 'rights' }, context);
    if (!sent.ok) return sent;
    draft.patch('privacyRequests', id, { acknowledged: { ...noted, messageId: sent.value.id } });
    return ok({ id });
  },
});

const extend = defineCommand({
  name: 'privacyRequest.extend',
  title: 'Note that a request takes longer',
  args: z.strictObject({
    id: idSchema,
    /** What they were told. */
    why: said,
  }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { id, why }, { now, memberId }) {
    const found = findOpen(draft, id);
    if (!found.ok) return found;
    const clocks = clocksOf(found.value.country, draft.get('requestClocks', found.value.country));
    const { holidayRegion } = draft.get('business', 'business') ?? {};
    if (!mayExtend(found.value, clocks, { today: todayIn(draft, now), holidayRegion }))
      return problem(
        'privacyRequest.not-longer',
        'The law does not let this take longer now: it has to be announced while the first time runs, and once.',
      );
    draft.patch('privacyRequests', id, { extended: { at: now, memberId, why } });
    return ok({ id });
  },
});

const close = defineCommand({
  name: 'privacyRequest.close',
  title: 'Note what came of a request',
  args: z.strictObject({
    id: idSchema,
    is: outcome.unwrap().shape.is,
    words: said,
    proof: outcome.unwrap().shape.proof,
  }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { id, is, words, proof }, { now, memberId }) {
    const found = findOpen(draft, id);
    if (!found.ok) return found;
    const hands = found.value.kind === 'access' || found.value.kind === 'portability';
    if (hands && (is === 'done' || is === 'partly') && found.value.identity === undefined)
      return problem(
        'privacyRequest.unknown-person',
        'Nobody has noted yet how it was made certain who asks. Nothing was closed.',
        'Note that first: data must not go to somebody else.',
      );
    draft.patch('privacyRequests', id, { outcome: { ...given({ proof }), at: now, memberId, is, words } });
    return ok({ id });
  },
});

const publish = defineCommand({
  name: 'privacyRequest.publish',
  title: 'Publish what came of a request',
  args: z.strictObject({ id: idSchema, words: z.string().trim().max(1000) }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { id, words }, { now, memberId }) {
    const request = draft.get('privacyRequests', id);
    if (request === undefined) return missing();
    if (request.meta === undefined)
      return problem('privacyRequest.no-page', 'Only a request that came through Meta has a page.');
    const published = { at: now, memberId, state: publishedState(request), words };
    draft.patch('privacyRequests', id, { published });
    return ok({ id });
  },
});

const noteDelivered = defineCommand({
  name: 'privacyRequest.noteDelivered',
  title: 'Note what the relay shows of a request',
  args: z.strictObject({ id: idSchema, at: z.int(), isTaken: z.boolean() }),
  undoable: false,
  internal: true,
  run(draft, { id, at: of, isTaken }) {
    if (draft.get('privacyRequests', id) !== undefined)
      draft.patch('privacyRequests', id, { delivered: { at: of, isTaken } });
    return ok({ id });
  },
});

const reopen = defineCommand({
  name: 'privacyRequest.reopen',
  title: 'Reopen a request about data',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  evenKeptOnly: true,
  run(draft, { id }) {
    if (draft.get('privacyRequests', id) === undefined) return missing();
    draft.unset('privacyRequests', id, 'outcome');
    return ok({ id });
  },
});

const setClock = defineCommand({
  name: 'privacyRequest.setClock',
  title: 'Change by when requests about data are answered',
  args: z.strictObject({
    country: countrySchema,
    clock: z.enum(clockNames),
    /** What is left out stays as it is. */
    count: periodSchema.shape.count.optional(),
    unit: periodSchema.shape.unit.optional(),
  }),
  undoable: true,
  run(draft, { country: id, clock, count, unit }) {
    const known = draft.get('requestClocks', id);
    const period = clocksOf(id, known)[clock] ?? { count: 30, unit: 'days' as const };
    if (known === undefined) draft.create('requestClocks', { id });
    const changed = { count: count ?? period.count, unit: unit ?? period.unit };
    draft.putEntry('requestClocks', id, 'clocks', clock, changed);
    return ok({ id });
  },
});

function findOpen(records: RecordReader, id: string): Result<PrivacyRequest> {
  const request = records.get('privacyRequests', id);
  if (request === undefined) return missing();
  if (request.outcome === undefined) return ok(request);
  return problem('privacyRequest.closed', 'This request is closed already.', 'Reopen it first.');
}

function todayIn(records: RecordReader, now: number): string {
  return dayOf(now, businessTimeZone(records));
}

function missing(): Result<never> {
  return problem('privacyRequest.missing', 'This request no longer exists.');
}

export const privacyRequestCommands = [
  open,
  checkIdentity,
  acknowledge,
  extend,
  close,
  publish,
  noteDelivered,
  reopen,
  setClock,
] as const;
