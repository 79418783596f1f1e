import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { ok } from '#shared/lib/result.ts';
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

const renameMember = defineCommand({
  name: 'team.renameMember',
  title: 'Rename team member',
  args: z.object({ id: idSchema, name: z.string().trim().min(1).max(200) }),
  undoable: true,
  run(draft, { id, name }) {
    if (draft.get('members', id) !== undefined) draft.set('members', id, 'name', name);
    return ok({ id });
  },
});

export const teamCommands = [noteDevice, renameMember] as const;
