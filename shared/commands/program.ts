import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import {
  programLimitsSchema,
  programPortSchema,
  programScopes,
  programTokenHash,
  programTokenPrefix,
  usualProgramLimits,
} from '#shared/domain/program.ts';
import { ok, problem, wrongAt } from '#shared/lib/result.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { checkAgreed } from './news.ts';

const settings = {
  name: z.string().trim().min(1, 'Give it a name, so that you know it again.').max(60),
  scopes: z
    .array(z.enum(programScopes))
    .transform((scopes) => programScopes.filter((each) => scopes.includes(each))),
  proposes: z.boolean(),
  isLocal: z.boolean(),
  limits: programLimitsSchema,
};

/** Lets a program of this computer in. Its token is told once, and kept as a hash. */
const add = defineCommand({
  name: 'program.add',
  title: 'Let a program in',
  args: z.strictObject({ ...settings, limits: settings.limits.optional() }),
  undoable: false,
  asksFactor: true,
  run(draft, { limits = usualProgramLimits, ...args }, context) {
    if (!isOwners(context)) return ownersOnly;
    const agreed = checkAgreed(context, 'programs');
    if (!agreed.ok) return agreed;
    const isTaken = [...draft.all('programs')].some(
      ({ name, revokedAt }) => revokedAt === undefined && name.toLowerCase() === args.name.toLowerCase(),
    );
    if (isTaken) return wrongAt('name', 'program.name-taken', 'Another program has this name.');
    const id = context.newId();
    const token = `${programTokenPrefix}${context.newId()}${context.newId()}`;
    const tokenHash = programTokenHash(token);
    draft.create('programs', { id, createdAt: context.now, tokenHash, ...args, limits });
    return ok({ id, token });
  },
});

const change = defineCommand({
  name: 'program.change',
  title: 'Change what a program may do',
  args: z.strictObject(settings).partial().extend({ id: idSchema }),
  undoable: false,
  asksFactor: true,
  run(draft, { id, ...changes }, context) {
    if (!isOwners(context)) return ownersOnly;
    const program = draft.get('programs', id);
    if (program === undefined || program.revokedAt !== undefined) return gone;
    draft.assign('programs', id, changes);
    return ok({});
  },
});

/** What it was told, it knows; from now on it is told nothing. */
const revoke = defineCommand({
  name: 'program.revoke',
  title: 'Let a program in no more',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }, { now }) {
    if (draft.get('programs', id) === undefined) return gone;
    draft.patch('programs', id, { revokedAt: now, tokenHash: '' });
    return ok({});
  },
});

const setPort = defineCommand({
  name: 'program.setPort',
  title: 'Change where programs find Plumbline',
  args: z.strictObject({ port: programPortSchema }),
  undoable: true,
  run(draft, { port }, context) {
    if (!isOwners(context)) return ownersOnly;
    if (draft.get('programServers', 'server') === undefined)
      draft.create('programServers', { id: 'server', port });
    else draft.patch('programServers', 'server', { port });
    return ok({});
  },
});

function isOwners({ isOwner }: CommandContext): boolean {
  return isOwner === true;
}

const ownersOnly = problem('program.owners-only', 'Only an owner lets programs in. Nothing was changed.');
const gone = problem('program.gone', 'This program is let in no more.');

export const programCommands = [add, change, revoke, setPort] as const;
