import fc from 'fast-check';
import { codeOf, readLink, writeLink } from '#renderer/vault/team/invitation-link.ts';
import { nextMembership } from '#renderer/vault/team/change.ts';
import { joinAnswerSchema, joinRequestSchema, openNote, sealNote } from '#renderer/vault/team/mailbox.ts';
import { fromBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { canonicalJson, type Json } from '#shared/lib/json.ts';
import { expectOk } from '#shared/lib/result.ts';
import {
  deriveInvitation,
  invitationSchema,
  joinRequestSchema as requestBodySchema,
  recoveryDropSchema,
} from '#shared/sync/invitation.ts';
import { defineTarget, must, type Target } from '../engine.ts';
import { jsonText, mutatedBase64Url, mutatedJson, mutatedText } from '../mutations.ts';
import { vectors, type FuzzWorld } from '../world.ts';

const { secret, workspace, link, request, answer } = vectors.invitation;
const key = deriveInvitation(fromBase64Url(secret), workspace).key;

/** Links as they are pasted: all that is needed to go on must be in one that is taken. */
export function linkTarget(): Target {
  const fields = link.fields as Json;
  return defineTarget({
    name: 'invitation-links',
    share: 13_000,
    inputs: fc.oneof(
      mutatedText([link.text, link.text.slice(link.text.indexOf('#'))]),
      mutatedJson([fields]).map((each) => `plumbline://join#join=${toBase64Url(utf8(jsonText(each)))}`),
    ),
    attempt(text) {
      const read = readLink(text);
      if (!read.ok) return;
      const { relayUrl, workspace, secret } = read.value;
      must(/^https?:$/.test(new URL(relayUrl).protocol), 'an address that is no relay’s');
      must(deriveInvitation(fromBase64Url(secret), workspace).id.length === 16, 'a mailbox without a name');
      must(
        expectOk(readLink(writeLink(read.value))).workspace === workspace,
        'a link that cannot be passed on',
      );
    },
    control: () => must(readLink(link.text).ok, 'a genuine link'),
  });
}

/** What waits in a mailbox: the relay can change it, and whoever has the link can seal anything into it. */
export function noteTarget(): Target {
  const genuine = new Set([request.note, answer.note].map((note) => canonicalJson(note as Json)));
  const sealed = [request.sealed, answer.sealed].map(fromBase64Url);
  return defineTarget({
    name: 'invitation-notes',
    share: 6000,
    inputs: fc.record({ text: mutatedBase64Url(sealed), asRequest: fc.boolean() }),
    async attempt({ text, asRequest }) {
      const opened = asRequest
        ? await openNote(world.crypto, key, 'request', text, joinRequestSchema)
        : await openNote(world.crypto, key, 'answer', text, joinAnswerSchema);
      must(opened === undefined || genuine.has(canonicalJson(opened as Json)), 'a forged note was opened');
    },
    async control() {
      const opened = await openNote(world.crypto, key, 'request', request.sealed, joinRequestSchema);
      must(opened?.deviceName === request.note.deviceName, 'a genuine request');
      const asAnswer = await openNote(world.crypto, key, 'request', answer.sealed, joinAnswerSchema);
      must(asAnswer === undefined, 'an answer is no request');
    },
  });
}
const world = { crypto: globalThis.crypto as unknown as FuzzWorld['crypto'] };

/** A request from somebody who has the link and means harm, up to the owner's admission. */
export function hostileRequestTarget({ crypto, keybag, keyring }: FuzzWorld): Target {
  const known = new Set(keyring.roster.record.devices.map(({ id }) => id));
  const attempt = async (note: Json): Promise<boolean> => {
    const text = await sealNote(crypto, key, 'request', note);
    const opened = await openNote(crypto, key, 'request', text, joinRequestSchema);
    if (opened === undefined) return false;
    must(/^\d{6}$/.test(codeOf(secret, opened)), 'a code that nobody can compare');
    const { deviceId: id, signKey, boxKey } = opened;
    const addDevice = { id, memberId: keybag.memberId, signKey, boxKey };
    const next = await nextMembership(crypto, keybag, keyring.roster, { addDevice });
    must(!next.ok || !known.has(id), 'a device took the name of another');
    return next.ok;
  };
  const note = request.note as Json;
  const twin = { ...request.note, deviceId: keybag.deviceId };
  return defineTarget({
    name: 'hostile-requests',
    share: 1200,
    inputs: mutatedJson([note, twin, { ...request.note, deviceId: 'a-new-device-000' }]),
    attempt: async (each) => void (await attempt(each)),
    async control() {
      must(await attempt({ ...request.note, deviceId: 'a-new-device-000' }), 'a new device is let in');
    },
  });
}

/** What the relay takes for its mailboxes. */
export function mailboxBodyTarget(): Target {
  const bodies: Json[] = [
    { expiresAt: 1_767_225_600_000, secretHash: vectors.invitation.keys.secretHash },
    { proof: vectors.invitation.keys.proof, sealed: request.sealed },
    { sealed: vectors.recovery.sealed },
  ];
  const schemas = [invitationSchema, requestBodySchema, recoveryDropSchema];
  return defineTarget({
    name: 'mailbox-bodies',
    share: 9000,
    inputs: mutatedJson(bodies),
    attempt(body) {
      for (const schema of schemas) {
        const parsed = schema.safeParse(body);
        if (!parsed.success) continue;
        for (const text of Object.values(parsed.data))
          if (typeof text === 'string') must(/^[\w-]+$/.test(text), 'text that is no base64url was taken');
      }
    },
    control() {
      bodies.forEach((body, index) => must(schemas[index]!.safeParse(body).success, 'a genuine body'));
    },
  });
}
