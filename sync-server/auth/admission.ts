import { createHash } from 'node:crypto';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { WorkspaceStore } from '../storage/storage.ts';

/** Who may make a workspace here, as the operator wants it. */
export const workspacePolicies = ['open', 'token', 'closed'] as const;
export type WorkspacePolicy = (typeof workspacePolicies)[number];

interface Deps {
  policy: WorkspacePolicy;
  /** Each makes one workspace. */
  tokens: string[];
  storage: Pick<WorkspaceStore, 'createdBy'>;
  space: DiskSpace;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

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

export function createAdmission({ policy, tokens, storage, space }: Deps) {
  const known = new Set(tokens.map(hashOf));

  return {
    /** The hash of the token to keep beside the new workspace, if one was needed. */
    async admit(workspace: string, token: string | undefined): Promise<Result<string | undefined>> {
      if (policy === 'closed') return closed;
      if (space.spareBytes() === 0) return diskFull;
      if (policy === 'open') return ok(undefined);
      const hash = token === undefined ? undefined : hashOf(token);
      if (hash === undefined || !known.has(hash)) return tokenNeeded;
      const made = await storage.createdBy(hash);
      return made === undefined || made === workspace ? ok(hash) : tokenUsed;
    },
  };
}
export type Admission = ReturnType<typeof createAdmission>;
