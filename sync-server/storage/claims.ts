import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';

export interface ClaimWish {
  workspace: string;
  key: string;
  device: string;
  /** Of the device: it holds the claim, and another one of the same device does not. */
  start: string;
  /** Of the same member, with this one. */
  devices: string[];
  expiresAt: number;
  now: number;
  /** What the devices of a member may hold, and what they may hold where the workspace holds very many. */
  mostOfMember: number;
  mostOfWorkspace: number;
  leastOfMember: number;
}

export interface HeldClaim {
  device: string;
  start: string;
  expiresAt: number;
}

export interface ClaimStore {
  /**
   * Gives the key to this device when nobody has it at `now`; returns who has it and until when. `undefined` where
   * nobody has it and these devices hold too many others.
   */
  claim(wish: ClaimWish): Promise<HeldClaim | undefined>;
  /** Gives a device's claim to another start of it; `false` where another one was faster. */
  passOn(claim: Pick<ClaimWish, 'workspace' | 'key' | 'device' | 'start'>, from: string): Promise<boolean>;
  /** False when this was used before and has not expired. */
  useOnce(mark: string, expiresAt: number, now: number): Promise<boolean>;
  isUsed(mark: string, now: number): Promise<boolean>;
}

async function count(
  transaction: Transaction<Tables>,
  workspace: string,
  devices?: string[],
): Promise<number> {
  const { count } = await transaction
    .selectFrom('claims')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace', '=', workspace)
    .$if(devices !== undefined, (query) => query.where('device', 'in', devices!))
    .executeTakeFirstOrThrow();
  return count;
}

/** Others are not stopped by a member that claims without end: each has something left. */
async function isTooMuch(transaction: Transaction<Tables>, wish: ClaimWish): Promise<boolean> {
  const held = await count(transaction, wish.workspace, wish.devices);
  if (held >= wish.mostOfMember) return true;
  return held >= wish.leastOfMember && (await count(transaction, wish.workspace)) >= wish.mostOfWorkspace;
}

export function claimQueries(database: Kysely<Tables>): ClaimStore {
  return {
    claim: (wish) =>
      database.transaction().execute(async (transaction) => {
        const { workspace, key, device, start, expiresAt, now } = wish;
        await transaction
          .deleteFrom('claims')
          .where('workspace', '=', workspace)
          .where('expires_at', '<=', now)
          .execute();
        const find = () =>
          transaction
            .selectFrom('claims')
            .select(['device', 'start', 'expires_at'])
            .where('workspace', '=', workspace)
            .where('key', '=', key)
            .executeTakeFirst();
        if ((await find()) === undefined) {
          if (await isTooMuch(transaction, wish)) return undefined;
          await transaction
            .insertInto('claims')
            .values({ workspace, key, device, start, expires_at: expiresAt })
            .onConflict((conflict) => conflict.columns(['workspace', 'key']).doNothing())
            .execute();
        }
        const held = await find();
        return held && { device: held.device, start: held.start, expiresAt: held.expires_at };
      }),

    async passOn({ workspace, key, device, start }, from) {
      const passed = await database
        .updateTable('claims')
        .set({ start })
        .where('workspace', '=', workspace)
        .where('key', '=', key)
        .where('device', '=', device)
        .where('start', '=', from)
        .executeTakeFirstOrThrow();
      return passed.numUpdatedRows === 1n;
    },

    async isUsed(mark, now) {
      const used = await database
        .selectFrom('used_marks')
        .select('mark')
        .where('mark', '=', mark)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return used !== undefined;
    },

    async useOnce(mark, expiresAt, now) {
      await database.deleteFrom('used_marks').where('expires_at', '<=', now).execute();
      const used = await database
        .insertInto('used_marks')
        .values({ mark, expires_at: expiresAt })
        .onConflict((conflict) => conflict.column('mark').doNothing())
        .executeTakeFirstOrThrow();
      return used.numInsertedOrUpdatedRows === 1n;
    },
  };
}
