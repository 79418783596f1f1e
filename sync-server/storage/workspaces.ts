import type { Kysely, Transaction } from 'kysely';
import type { SignedMembership } from '#shared/sync/membership.ts';
import type { Tables } from './schema.ts';

export interface StoredMembership extends SignedMembership {
  workspace: string;
  sequence: number;
  /** `membershipHash`. */
  hash: string;
}

/** A device that a membership no longer names: it may still prove who it was. */
export interface FormerDevice {
  device: string;
  signKey: string;
}

/** What takes the place of what is stored of a team. */
export interface NewMemberships {
  workspace: string;
  /** One or more that follow each other, the last one with its seals. */
  records: StoredMembership[];
  /** The hash of the newest stored one; `undefined` where there must be none. */
  expects: string | undefined;
  /** Of the stored ones, those from this sequence on go, and those up to the other. */
  replacesFrom: number;
  forgetsBefore: number;
  /** `rootId` of the root that counts. */
  root: string;
  removed: FormerDevice[];
  /** The kit that the newest record names: the half of any other one goes. */
  nominee?: string | undefined;
  /** From when on the workspace is to be removed, as its newest record says. */
  removesAt?: number | undefined;
  /** The hash of the token that a new workspace was made with. */
  createdBy?: string | undefined;
}

export interface WorkspaceStore {
  /** The newest, with its seals. */
  membership(workspace: string): Promise<StoredMembership | undefined>;
  /** Those behind a sequence, oldest first, without seals. */
  memberships(workspace: string, after: number, most: number): Promise<StoredMembership[]>;
  /** False, and nothing saved, when the stored one is another than expected. */
  saveMemberships(next: NewMemberships): Promise<boolean>;
  /** The workspaces of this root: see `rootId`. */
  workspaceOfRoot(root: string): Promise<string | undefined>;
  /** The key of a device that was removed. */
  formerKey(workspace: string, device: string): Promise<string | undefined>;
  hasWorkspaces(): Promise<boolean>;
  /** The workspace that was made with this token. */
  createdBy(tokenHash: string): Promise<string | undefined>;
}

/** `tell`: heard by other relays when the transaction commits, and only then. */
export function workspaceQueries(
  database: Kysely<Tables>,
  tell?: (transaction: Transaction<Tables>, workspace: string) => Promise<void>,
): WorkspaceStore {
  return {
    async membership(workspace) {
      const row = await database
        .selectFrom('workspaces')
        .innerJoin('memberships', (join) =>
          join
            .onRef('memberships.workspace', '=', 'workspaces.id')
            .onRef('memberships.hash', '=', 'workspaces.hash'),
        )
        .select(['workspace', 'sequence', 'memberships.hash', 'payload', 'signature', 'seals'])
        .where('workspaces.id', '=', workspace)
        .executeTakeFirst();
      return row && { ...row, seals: JSON.parse(row.seals) as Record<string, string> };
    },

    memberships: (workspace, after, most) =>
      database
        .selectFrom('memberships')
        .selectAll()
        .where('workspace', '=', workspace)
        .where('sequence', '>', after)
        .orderBy('sequence')
        .limit(most)
        .execute(),

    saveMemberships: (next) =>
      database.transaction().execute(async (transaction) => {
        if (!(await takeHead(transaction, next))) return false;
        const { workspace } = next;
        await transaction
          .deleteFrom('memberships')
          .where('workspace', '=', workspace)
          .where(({ eb, or }) =>
            or([eb('sequence', '>=', next.replacesFrom), eb('sequence', '<', next.forgetsBefore)]),
          )
          .execute();
        for (const { sequence, hash, payload, signature } of next.records)
          await transaction
            .insertInto('memberships')
            .values({ workspace, sequence, hash, payload, signature })
            .execute();
        for (const { device, signKey } of next.removed)
          await transaction
            .insertInto('former_devices')
            .values({ workspace, device, sign_key: signKey })
            .onConflict((conflict) =>
              conflict.columns(['workspace', 'device']).doUpdateSet({ sign_key: signKey }),
            )
            .execute();
        await transaction
          .deleteFrom('nominees')
          .where('workspace', '=', workspace)
          .where('id', '!=', next.nominee ?? '')
          .execute();
        await tell?.(transaction, workspace);
        return true;
      }),

    async workspaceOfRoot(root) {
      const row = await database
        .selectFrom('workspaces')
        .select('id')
        .where('root', '=', root)
        .executeTakeFirst();
      return row?.id;
    },

    async formerKey(workspace, device) {
      const row = await database
        .selectFrom('former_devices')
        .select('sign_key')
        .where('workspace', '=', workspace)
        .where('device', '=', device)
        .executeTakeFirst();
      return row?.sign_key;
    },

    async hasWorkspaces() {
      const found = await database.selectFrom('workspaces').select('id').limit(1).executeTakeFirst();
      return found !== undefined;
    },

    async createdBy(tokenHash) {
      const row = await database
        .selectFrom('workspaces')
        .select('id')
        .where('created_by', '=', tokenHash)
        .executeTakeFirst();
      return row?.id;
    },
  };
}

/** Of several that come at once for one place, one is taken. */
async function takeHead(
  transaction: Transaction<Tables>,
  { workspace, records, expects, root, removesAt, createdBy }: NewMemberships,
): Promise<boolean> {
  const last = records.at(-1)!;
  const head = {
    hash: last.hash,
    seals: JSON.stringify(last.seals ?? {}),
    root,
    removes_at: removesAt ?? null,
  };
  if (expects === undefined) {
    const made = await transaction
      .insertInto('workspaces')
      .values({ id: workspace, ...head, created_by: createdBy ?? null })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow();
    return made.numInsertedOrUpdatedRows === 1n;
  }
  const moved = await transaction
    .updateTable('workspaces')
    .set(head)
    .where('id', '=', workspace)
    .where('hash', '=', expects)
    .executeTakeFirstOrThrow();
  return moved.numUpdatedRows === 1n;
}
