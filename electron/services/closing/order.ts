import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import { type closingCalls, type OrderView, orderViewSchema } from '#shared/bridge/contract/closing.ts';
import { type EgressPolicy, httpOrigin } from '#shared/domain/egress.ts';
import { createWork, type Timers } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { EgressGuard } from '../egress/guard.ts';
import type { JsonFile } from '../json-file.ts';

/** `body` goes when the relay has it. */
export const keptOrderSchema = orderViewSchema.extend({
  relayId: z.string(),
  workspace: z.string(),
  body: z.string().optional(),
});
type KeptOrder = z.infer<typeof keptOrderSchema>;
type Trial = 'taken' | NonNullable<OrderView['tried']>['was'];

const [patience, again] = [15_000, 10 * 60_000];
const relaySchema = z.looseObject({ relayId: z.string() });
const refusalSchema = z.looseObject({ error: z.looseObject({ code: z.string() }) });

export interface ClosingOrderService {
  calls: Pick<CallHandlers, keyof typeof closingCalls>;
  /** Goes on with what an earlier start has left, and again from time to time. */
  start(): void;
  close(): Promise<void>;
}

/**
 * Tells a relay that a business is closed which did not answer at that time. What it sends is the owner's signed word,
 * which the relay goes by; of the business itself it holds nothing.
 */
export function createClosingOrder(deps: {
  file: JsonFile<KeptOrder>;
  guard: Pick<EgressGuard, 'fetch'>;
  timers: Timers;
  /** Epoch milliseconds. */
  now(): number;
}): ClosingOrderService {
  const { file, now } = deps;
  const work = createWork(deps.timers);
  const inTurn = work.sequencer();
  const alarm = work.alarm(look);

  async function look(): Promise<void> {
    const order = await file.read();
    if (order?.body === undefined) return;
    const was = await attempt(order, order.body);
    // Dropped, or another one, while this one was under way.
    await inTurn(async () => {
      if ((await file.read())?.since !== order.since) return;
      const { body: _body, tried: _tried, ...rest } = order;
      await file.write(
        was === 'taken' ? { ...rest, takenAt: now() } : { ...order, tried: { at: now(), was } },
      );
    });
    if (was !== 'taken') alarm.reset(again);
  }

  async function attempt({ url, relayId, workspace }: KeptOrder, body: string): Promise<Trial> {
    const base = new URL(url);
    const policy: EgressPolicy = { localOnly: true, origins: { relay: [httpOrigin(base)] } };
    const fetch = deps.guard.fetch('relay', undefined, policy);
    const at = (path: string): string => `${httpOrigin(base)}${base.pathname.replace(/\/$/, '')}${path}`;
    const signal = (): AbortSignal => AbortSignal.any([AbortSignal.timeout(patience), work.signal]);
    try {
      const met = relaySchema.safeParse(
        await (await fetch(at('/v1/relay'), { signal: signal() })).json().catch(() => undefined),
      );
      if (!met.success) return 'unreachable';
      if (met.data.relayId !== relayId) return 'other-relay';
      const headers = { 'content-type': 'application/json' };
      const path = `/v1/workspaces/${workspace}/membership`;
      const told = await fetch(at(path), { method: 'PUT', headers, body, signal: signal() });
      const answer: unknown = await told.json().catch(() => undefined);
      return told.ok || knowsNothing(answer) ? 'taken' : told.status >= 500 ? 'unreachable' : 'refused';
    } catch {
      return 'unreachable';
    }
  }

  return {
    calls: {
      async 'closing.keepOrder'(order) {
        const isKept = await inTurn(() => file.write({ ...order, since: now() }));
        alarm.reset(again);
        return isKept ? ok({}) : notKept;
      },
      async 'closing.order'() {
        const order = await file.read();
        return ok(order === undefined ? {} : { order: orderViewSchema.parse(order) });
      },
      async 'closing.dropOrder'() {
        await inTurn(file.remove);
        return ok({});
      },
    },
    start: () => ignore(work.track(look())),
    async close() {
      work.end();
      await work[Symbol.asyncDispose]();
    },
  };
}

/** It has been removed there already, or was never there: the relay would have to be given a new workspace. */
function knowsNothing(answer: unknown): boolean {
  const refusal = refusalSchema.safeParse(answer);
  return refusal.success && refusal.data.error.code.startsWith('workspace.');
}

const notKept = problem(
  'closing.order-not-kept',
  'What is left to do at the relay could not be noted on the disk.',
  'Ask the relay’s operator to remove the workspace that the receipt names.',
);
