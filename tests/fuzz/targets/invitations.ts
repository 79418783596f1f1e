import fc from 'fast-check';
import { readLink, writeLink } from '#renderer/vault/team/invitation-link.ts';
import { nextMembership } from '#renderer/vault/team/change.ts';
import { openNote, sealNote } from '#renderer/vault/team/mailbox.ts';
import { fromBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { canonicalJson, type Json } from '#shared/lib/json.ts';
import { expectOk } from '#shared/lib/result.ts';
import { deriveInvitation, invitationSchema, sealedNoteSchema } from '#shared/sync/invitation.ts';
import { agree, type NoteKind, pairingNotes, type PairingNote } from '#shared/sync/pairing.ts';
import { defineTarget, must, type Target } from '../engine.ts';
import { jsonText, mutatedBase64Url, mutatedJson, mutatedText } from '../mutations.ts';
import { vectors, type FuzzWorld } from '../world.ts';

const { secret, workspace, link, pairing } = vectors.invitation;
const { id, key } = deriveInvitation(fromBase64Url(secret), workspace);
const sealedNotes = pairing.notes.map(({ sealed }) => sealed);
const kinds = Object.keys(pairingNotes) as NoteKind[];

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
  const genuine = new Set(pairing.notes.map(({ note }) => canonicalJson(note as unknown as Json)));
  const mailbox = { crypto, id, key };
  const open = (at: number, text: string) => openNote(mailbox, sealedNotes.slice(0, at), text, kinds);
  return defineTarget({
    name: 'invitation-notes',
    share: 6000,
    inputs: fc.record({
      text: mutatedBase64Url(sealedNotes.map(fromBase64Url)),
      at: fc.nat({ max: sealedNotes.length - 1 }),
    }),
    async attempt({ text, at }) {
      const opened = await open(at, text);
      must(opened === undefined || genuine.has(canonicalJson(opened)), 'a forged note was opened');
    },
    async control() {
      for (const [at, text] of sealedNotes.entries()) {
        must((await open(at, text)) !== undefined, 'a genuine note');
        must((await open(at + 1, text)) === undefined, 'a note in another place is none');
      }
    },
  });
}
const crypto = globalThis.crypto as unknown as FuzzWorld['crypto'];

/** A device that has the link and means harm, up to the owner's admission. */
export function hostileRequestTarget({ keybag, keyring }: FuzzWorld): Target {
  const known = new Set(keyring.roster.record.devices.map((device) => device.id));
  const mailbox = { crypto, id, key };
  const attempt = async (note: Json): Promise<boolean> => {
    const text = await sealNote(mailbox, [], note as unknown as PairingNote);
    const opening = await openNote(mailbox, [], text, ['reveal']);
    if (opening === undefined) return false;
    const { answer, memberKeys } = pairing;
    const transcript = { workspace, invitation: id, secret, opening, answer };
    const agreement = await agree(crypto, { own: memberKeys, other: opening.ephemeral }, transcript);
    must(agreement === undefined || /^\d{6}$/.test(agreement.code), 'a code that nobody can type');
    const addDevice = { ...opening.device, memberId: keybag.memberId };
    const next = await nextMembership(crypto, keybag, keyring.roster, { addDevice });
    must(!next.ok || !known.has(addDevice.id), 'a device took the name of another');
    return next.ok;
  };
  const { opening } = pairing;
  const note = { kind: 'reveal', ...opening } as Json;
  const named = (device: string) => ({
    kind: 'reveal',
    ...opening,
    device: { ...opening.device, id: device },
  });
  return defineTarget({
    name: 'hostile-requests',
    share: 1200,
    inputs: mutatedJson([note, named(keybag.deviceId), named('a-new-device-000')]),
    attempt: async (each) => void (await attempt(each)),
    async control() {
      must(await attempt(named('a-new-device-000')), 'a new device is let in');
    },
  });
}

/** What the relay takes for its mailboxes. */
export function mailboxBodyTarget(): Target {
  const bodies: Json[] = [
    { expiresAt: 1_767_225_600_000, secretHash: vectors.invitation.keys.secretHash },
    { sealed: sealedNotes[0]! },
  ];
  const schemas = [invitationSchema, sealedNoteSchema];
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
