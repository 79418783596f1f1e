import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import {
  googleClientSchema,
  googleKeySchema,
  googleLinkSchema,
  googleTroubles,
  googleWantsSchema,
} from '#shared/domain/google.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { googleLinks } from '#shared/records/google.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { canBeScheduled } from '../staff.ts';
import { defineCommand } from '../command.ts';

const { refreshToken } = googleKeySchema.shape;
const { scopes, words } = googleLinkSchema.shape;

export const missingLink = problem('google.missing', 'This account is not connected any more.');

const connect = defineCommand({
  name: 'google.connect',
  title: 'Connect Google',
  args: z.strictObject({
    staffId: idSchema,
    ...googleClientSchema.shape,
    wants: googleWantsSchema,
    words,
    scopes,
    refreshToken,
  }),
  // A right that was taken back at Google must not come back by Ctrl+Z.
  undoable: false,
  // With what Google has answered: see the vault's `google`.
  internal: true,
  run(draft, { clientSecret, refreshToken: token, server, ...args }, { newId, now }) {
    if (!canBeScheduled(draft, args.staffId))
      return problem('google.no-staff', 'They are not scheduled any more.', 'Choose somebody else.');
    const before = googleLinks(draft).find(({ staffId }) => staffId === args.staffId);
    const id = before?.id ?? newId();
    if (before === undefined) draft.create('googleLinks', { id, createdAt: now, ...args });
    draft.assign('googleLinks', id, { ...args, server, trouble: undefined, keyExposed: undefined });
    const key = { clientSecret, refreshToken: token };
    if (draft.get('googleKeys', id) === undefined) draft.create('googleKeys', { id, ...key });
    else draft.patch('googleKeys', id, key);
    return ok({ id });
  },
});

/** Google has given another token in the place of the one before. */
const renewKey = defineCommand({
  name: 'google.renewKey',
  title: 'Keep what Google has renewed',
  args: z.strictObject({ id: idSchema, refreshToken }),
  undoable: false,
  internal: true,
  run(draft, { id, refreshToken: token }) {
    if (draft.get('googleKeys', id) === undefined) return missingLink;
    draft.patch('googleKeys', id, { refreshToken: token });
    return ok({ id });
  },
});

const disconnect = defineCommand({
  name: 'google.disconnect',
  title: 'Disconnect Google',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }, { now }) {
    const found = findLink(draft, id);
    if (!found.ok) return found;
    for (const event of draft.by('googleEvents', 'linkId', id)) draft.remove('googleEvents', event.id);
    if (draft.get('googleSheets', id) !== undefined) draft.remove('googleSheets', id);
    draft.assign('googleLinks', id, { leftAt: now, trouble: undefined });
    return ok({ id });
  },
});

/** Google knows: nothing is left that opens anything. */
const noteLeft = defineCommand({
  name: 'google.noteLeft',
  title: 'Note that Google has taken the right back',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }) {
    forget(draft, id);
    return ok({ id });
  },
});

/** Nothing is written where the same is known: what stays away for days is told of once. */
const noteTrouble = defineCommand({
  name: 'google.noteTrouble',
  title: 'Note what Google says of an account',
  args: z.strictObject({ id: idSchema, kind: z.enum(googleTroubles).optional() }),
  undoable: false,
  internal: true,
  run(draft, { id, kind }, { now }) {
    const found = findLink(draft, id);
    if (!found.ok) return found;
    if (kind === undefined && found.value.trouble !== undefined) draft.unset('googleLinks', id, 'trouble');
    if (kind !== undefined && found.value.trouble?.kind !== kind)
      draft.patch('googleLinks', id, { trouble: { kind, since: now } });
    return ok({ id });
  },
});

export function findLink(records: RecordReader, id: string) {
  const link = records.get('googleLinks', id);
  const found: Result<NonNullable<typeof link>> =
    link === undefined || link.leftAt !== undefined ? missingLink : ok(link);
  return found;
}

function forget(draft: RecordWriter, id: string): void {
  for (const collection of ['googleLinks', 'googleKeys', 'googleSheets'] as const)
    if (draft.get(collection, id) !== undefined) draft.remove(collection, id);
}

export const googleLinkCommands = [connect, renewKey, disconnect, noteLeft, noteTrouble] as const;
