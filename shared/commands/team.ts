import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { isSamePhone, normalisePhone } from '#shared/domain/phone.ts';
import {
  copiesSchema,
  invitationEnds,
  invitationSchema,
  memberSchema,
  pairingSchema,
} from '#shared/domain/team.ts';
import { recordOf, staffIdsOf } from '#shared/domain/staff.ts';
import type { TaskAsks } from '#shared/domain/task.ts';
import { contentId } from '#shared/lib/hash.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';

const noteDevice = defineCommand({
  name: 'team.noteDevice',
  title: 'Add device to the team',
  args: z.object({
    memberId: idSchema,
    memberName: z.string().trim().min(1).max(200),
    deviceId: idSchema,
    deviceName: z.string().trim().min(1).max(200),
  }),
  undoable: false,
  // Only after the device has been let in: see the vault's team.
  internal: true,
  run(draft, { memberId, memberName, deviceId, deviceName }, context) {
    if (draft.get('members', memberId) === undefined) {
      draft.create('members', { id: memberId, name: memberName, createdAt: context.now });
    }
    draft.create('devices', { id: deviceId, memberId, name: deviceName, createdAt: context.now });
    return ok({ deviceId });
  },
});

const noteOwnDevice = defineCommand({
  name: 'team.noteOwnDevice',
  title: 'Name this device',
  args: z.object({ deviceName: z.string().trim().min(1).max(200) }),
  undoable: false,
  internal: true,
  run(draft, { deviceName }, { deviceId, memberId, now }) {
    if (draft.get('devices', deviceId) === undefined)
      draft.create('devices', { id: deviceId, memberId, name: deviceName, createdAt: now });
    return ok({ deviceId });
  },
});

const noteLeaving = defineCommand({
  name: 'team.noteLeaving',
  title: 'Leave the team',
  args: z.object({}),
  undoable: false,
  internal: true,
  run(draft, _args, { deviceId, memberId, now }) {
    const id = contentId(['left the team', deviceId]);
    const who = draft.get('members', memberId)?.name ?? '';
    const device = draft.get('devices', deviceId)?.name ?? '';
    const about = `${who} · ${device}`.slice(0, 300).toWellFormed();
    const asks = { kind: 'left' satisfies TaskAsks, about };
    // Only an owner's device can sign it out; until one does, it is known here.
    if (draft.get('tasks', id) === undefined) draft.create('tasks', { id, createdAt: now, title: '', asks });
    return ok({ id });
  },
});

const renameMember = defineCommand({
  name: 'team.renameMember',
  title: 'Rename team member',
  args: z.object({ id: idSchema, name: z.string().trim().min(1).max(200) }),
  undoable: true,
  run(draft, { id, name }, context) {
    // The owner of a business of one was never asked for a name.
    if (draft.get('members', id) === undefined) draft.create('members', { id, name, createdAt: context.now });
    else draft.patch('members', id, { name });
    return ok({ id });
  },
});

const setPhone = defineCommand({
  name: 'team.setPhone',
  title: 'Change the number of a team member',
  /** An empty number takes it away, and with it that they are served. */
  args: z.strictObject({
    id: idSchema,
    phone: memberSchema.shape.phone.unwrap().trim(),
    isServed: z.boolean(),
  }),
  undoable: true,
  run(draft, { id, phone, isServed }, { isOwner }) {
    if (isOwner !== true) return problem('team.owner-only', 'An owner of the business decides this.');
    if (draft.get('members', id) === undefined)
      return problem('team.no-member', 'Give this member a name first.');
    const country = draft.get('business', 'business')?.country;
    const number = phone === '' ? undefined : normalisePhone(phone, country);
    const isTaken = [...draft.all('members')].some(
      (other) => other.id !== id && isSameNumber(other.phone, number, country),
    );
    if (isTaken) return problem('team.phone-taken', 'Another member has this number.');
    const served = isServed && number !== undefined ? true : undefined;
    draft.assign('members', id, { phone: number, isServed: served });
    return ok({ id });
  },
});

function isSameNumber(
  one: string | undefined,
  other: string | undefined,
  country: string | undefined,
): boolean {
  return one !== undefined && other !== undefined && isSamePhone(one, other, country);
}

const noteInvitation = defineCommand({
  name: 'team.noteInvitation',
  title: 'Invite to the team',
  args: invitationSchema.omit({ createdAt: true, pairing: true, ended: true }),
  undoable: false,
  internal: true,
  run(draft, args, context) {
    draft.create('invitations', { ...args, createdAt: context.now });
    return ok({ id: args.id });
  },
});

const notePairing = defineCommand({
  name: 'team.notePairing',
  title: 'Go on with an invitation',
  args: z.object({ id: idSchema, pairing: pairingSchema }),
  undoable: false,
  internal: true,
  run(draft, { id, pairing }) {
    const invitation = draft.get('invitations', id);
    const isOpen = invitation !== undefined && invitation.ended === undefined;
    if (isOpen) draft.patch('invitations', id, { pairing });
    return ok({ id });
  },
});

const endInvitation = defineCommand({
  name: 'team.endInvitation',
  title: 'End invitation',
  args: z.object({ id: idSchema, how: z.enum(invitationEnds) }),
  undoable: false,
  internal: true,
  run(draft, { id, how }, context) {
    if (draft.get('invitations', id) === undefined) return ok({ id });
    // The link works no more, so its secret and keys have nothing left to open.
    const over = { secret: '', pairing: { notes: [], wrong: 0 }, ended: { how, at: context.now } };
    draft.patch('invitations', id, over);
    return ok({ id });
  },
});

const dropInvitation = defineCommand({
  name: 'team.dropInvitation',
  title: 'Forget invitation',
  args: z.object({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }) {
    draft.remove('invitations', id);
    return ok({ id });
  },
});

const forgetDevice = defineCommand({
  name: 'team.forgetDevice',
  title: 'Take device out of the team',
  args: z.object({ deviceIds: z.array(idSchema), memberId: idSchema.optional() }),
  undoable: false,
  internal: true,
  run(draft, { deviceIds, memberId }, { now }) {
    for (const id of deviceIds) draft.remove('devices', id);
    if (memberId !== undefined) leave(draft, memberId, now);
    return ok({});
  },
});

/** What is noted of somebody who leaves stays, so that the visits that they went to still name them. */
function leave(draft: RecordWriter, memberId: string, now: number): void {
  const member = draft.get('members', memberId);
  const ids = [...staffIdsOf(memberId, draft.all('staff'))].filter((id) => draft.get('staff', id));
  if (ids.length === 0 && member !== undefined)
    draft.create('staff', { ...recordOf(member), archivedAt: now });
  for (const id of ids) draft.patch('staff', id, { archivedAt: now, ...(member && { name: member.name }) });
  draft.remove('members', memberId);
}

const noteCopies = defineCommand({
  name: 'team.noteCopies',
  title: 'Stop the copies of a device',
  args: z.object({ deviceId: idSchema, wrote: copiesSchema.shape.wrote }),
  undoable: false,
  internal: true,
  run(draft, { deviceId: id, wrote }, context) {
    const copies = { stoppedAt: context.now, wrote };
    // Its name stays: what the two did is told under it.
    if (draft.get('devices', id) !== undefined) draft.patch('devices', id, { copies });
    return ok({ id });
  },
});

export const teamCommands = [
  noteDevice,
  noteOwnDevice,
  noteLeaving,
  renameMember,
  setPhone,
  noteInvitation,
  notePairing,
  endInvitation,
  dropInvitation,
  forgetDevice,
  noteCopies,
] as const;
