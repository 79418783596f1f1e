import type { Danger } from '#shared/domain/danger.ts';
import type { Deadline, PrivacyRequest } from '#shared/domain/privacy-request.ts';
import type { Task } from '#shared/domain/task.ts';
import type { Finding } from '#shared/invariants/invariant.ts';

/** An amount of one currency, in minor units. */
export interface Sum {
  amount: bigint;
  currency: string;
}

/** Something to do, and what is needed to say it. */
export type Line = {
  id: string;
  /** It should have been done by now. */
  isLate: boolean;
  /** What of its kind comes first: the moment since when it waits, or at which it is due. */
  at: number;
} & (
  | { kind: 'visit'; jobId: string; contactId: string; title: string; isBegun: boolean; anyTime: boolean }
  | { kind: 'task'; task: Task }
  | {
      kind: 'answer';
      conversationId: string;
      contactId: string;
      isWaiting: boolean;
      reason?: string;
      /** Somebody may be in danger, and nobody looks after them yet. */
      danger?: Danger['kind'];
    }
  | { kind: 'request'; jobId: string; contactId: string; answer: 'move' | 'cancel' }
  /** Somebody has asked on the public page, or wants something else than before. */
  | { kind: 'booking'; bookingId: string; contactId: string; wants: 'answer' | 'move' | 'cancel' }
  /** What a program elsewhere has sent and waits, could not be told, or what a removed device has written: of each many. */
  | { kind: 'arrivals' | 'untold' | 'lateWork'; name: string | undefined; count: number }
  | { kind: 'callBack'; contactId: string; title: string }
  /** Somebody waits for an answer about their data. */
  | { kind: 'privacy'; requestId: string; request: PrivacyRequest; due: Deadline }
  | { kind: 'decide'; finding: Finding }
  /** What a plan is billed in advance, drafted by itself. */
  | { kind: 'draft'; documentId: string; contactId: string; title: string; sums: Sum[] }
  /** Who took part in a shared visit is billed each for themselves. */
  | { kind: 'billSeats'; jobId: string; title: string; count: number; sums: Sum[] }
  | { kind: 'bill'; jobId: string; contactId: string; title: string; sums: Sum[] }
);
