import { createHash } from 'node:crypto';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { DiskSpace } from '../disk-space.ts';
import { codeOf } from '../http/reply.ts';
import type { Log } from '../log.ts';
import type { WorkspaceStore } from '../storage/workspaces.ts';
import type { OperatorToken } from './operator-token.ts';

/**
 * Who may make a workspace here, as the operator wants it. `first`: whoever comes first to an empty relay, and then
 * who has a token.
 */
export const workspacePolicies = ['first', 'token', 'open', 'closed'] as const;
export type WorkspacePolicy = (typeof workspacePolicies)[number];

interface Deps {
  policy: WorkspacePolicy;
  /** Each makes one workspace. */
  tokens: string[];
  /** One more, which is made anew when it was used. */
  operatorToken?: OperatorToken | undefined;
  storage: Pick<WorkspaceStore, 'createdBy' | 'hasWorkspaces'>;
  space: DiskSpace;
  log: Log;
}

export const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

const closed = problem(
  'workspace.closed',
  'This relay takes no new workspaces. Nothing was changed.',
  'Ask its operator, or use another relay.',
);
const diskFull = problem(
  'disk.full',
  'The relay’s disk is full, so it takes no new workspaces. Nothing was changed.',
  'Try again later, or use another relay.',
);
const tokenNeeded = problem(
  'workspace.token-needed',
  'A new workspace needs a token from this relay’s operator. Nothing was changed.',
  'Ask the operator for one.',
);
const tokenUsed = problem(
  'workspace.token-used',
  'This token has already made another workspace. Nothing was changed.',
  'Ask the operator for a new one.',
);

export function createAdmission({ policy, tokens, operatorToken, storage, space, log }: Deps) {
  const given = new Set(tokens.map(hashOf));
  let first: string | undefined;

  const isOperators = (hash: string): boolean =>
    operatorToken !== undefined && hash === hashOf(operatorToken.current());

  /** Of two that come at once to an empty relay one is the first. */
  async function isFirst(workspace: string): Promise<boolean> {
    if (policy !== 'first' || (await storage.hasWorkspaces())) return false;
    first ??= workspace;
    return first === workspace;
  }

  return {
    /** The hash of the token to keep beside the new workspace, if one was needed. */
    async admit(workspace: string, token: string | undefined): Promise<Result<string | undefined>> {
      if (policy === 'closed') return closed;
      if (space.spareBytes() === 0) return diskFull;
      if (policy === 'open') return ok(undefined);
      const hash = token === undefined ? undefined : hashOf(token);
      if (hash === undefined || !(given.has(hash) || isOperators(hash)))
        return (await isFirst(workspace)) ? ok(undefined) : tokenNeeded;
      const made = await storage.createdBy(hash);
      return made === undefined || made === workspace ? ok(hash) : tokenUsed;
    },

    /** A workspace was made with the token of this hash. */
    async settled(hash: string): Promise<void> {
      if (operatorToken === undefined || !isOperators(hash)) return;
      // Where the disk does not take another one, the file's token is a used one until the next start.
      await operatorToken.renew().catch((error: unknown) => {
        log.error({ code: codeOf(error) }, 'the token for the next workspace was not written');
      });
    },
  };
}
export type Admission = ReturnType<typeof createAdmission>;
