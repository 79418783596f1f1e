import type { Result } from '#shared/lib/result.ts';
import type { NomineeRequest } from '#shared/sync/nominee.ts';
import type { Guard } from '../../guard.ts';
import type { OwnersTeam } from '../team.ts';

export type { NomineeWait } from './entering.ts';

/** Who can come in when the owner cannot act, as owners see it. */
export interface NomineeView {
  name: string;
  /** `ended`: what the team has become since has ended the kit. */
  state: 'named' | 'ended';
  /** Since when (epoch milliseconds), and how many days the relay waits. */
  at?: number;
  days?: number;
  /** Whether the relay has its half; unknown until it was asked. */
  hasHalf?: boolean | undefined;
  /** What was asked with the printed half, as the relay says. */
  request?: NomineeRequest | undefined;
  /** The device from which it was refused, by its signature. */
  refusedBy?: string | undefined;
}

/** Somebody has come in by a nominee's kit. */
export interface NomineeEntered {
  name: string;
  /** By their device's clock, as soon as its records are here. */
  at?: number | undefined;
  /** On this device. */
  self: boolean;
  /** Elsewhere, and lately: everybody is told above every screen. */
  isNews: boolean;
}

/** What an owner does about the nominee. To refuse asks for no code: it only keeps somebody out. */
export interface NomineeApi {
  /** Names somebody, in the place of whoever was named before. The words are shown once. */
  nameNominee(wish: { name: string; days: number }): Promise<Result<{ words: string[] }>>;
  /** Their printed half opens nothing any more. */
  endNominee(): Promise<Result<void>>;
  refuseNominee(): Promise<Result<void>>;
}

export function createNomineeApi({ writing, unlocked }: Guard<{ team: OwnersTeam }>): NomineeApi {
  return {
    nameNominee: (wish) => writing(({ team }) => team.nominees.name(wish)),
    endNominee: () => writing(({ team }) => team.nominees.end()),
    refuseNominee: () => unlocked(({ team }) => team.nominees.refuse()),
  };
}
