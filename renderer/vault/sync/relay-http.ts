import { z } from 'zod';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { relayName, relayProtocol } from '#shared/sync/protocol.ts';

export type RelayCall = Omit<CallArgs<'relay.request'>, 'url'>;

const relayInfoSchema = z.looseObject({
  name: z.literal(relayName),
  protocol: z.literal(relayProtocol),
  relayId: z.string().min(1),
});
const errorSchema = z.looseObject({ error: z.looseObject({ code: z.string(), message: z.string() }) });

/** Requests to one relay. A refusal becomes a problem whose code is the relay's, with `relay.` before it. */
export interface RelayHttp {
  request(call: RelayCall): Promise<Result<unknown>>;
  /** The same, with the answer's body also where it is a refusal. */
  exchange(call: RelayCall): Promise<Result<{ status: number; body: unknown }>>;
  /** Asks the address whether it is a relay; gives its identity. */
  identify(): Promise<Result<string>>;
}

export function createRelayHttp(deps: { bridge: Bridge; url: string }): RelayHttp {
  const exchange: RelayHttp['exchange'] = async (call) => {
    const answer = await deps.bridge.call('relay.request', { url: deps.url, ...call });
    return answer.ok ? ok({ status: answer.value.status, body: answer.value.body }) : answer;
  };

  const request: RelayHttp['request'] = async (call) => {
    const answer = await exchange(call);
    if (!answer.ok) return answer;
    const { status, body } = answer.value;
    return status >= 200 && status < 300 ? ok(body) : refusal(status, body);
  };

  return {
    request,
    exchange,
    async identify() {
      const answer = await exchange({ method: 'GET', path: '/v1/relay' });
      if (!answer.ok) return answer;
      const info = relayInfoSchema.safeParse(answer.value.body);
      if (info.success) return ok(info.data.relayId);
      return problem(
        'relay.not-a-relay',
        'This address answers, but it is no Plumbline relay. Nothing was changed.',
        'Check the address.',
      );
    },
  };
}

/** Reads an answer's body; one of another shape is a problem of its own. */
export function readBody<T>(answer: Result<unknown>, schema: z.ZodType<T>): Result<T> {
  if (!answer.ok) return answer;
  const body = schema.safeParse(answer.value);
  if (body.success) return ok(body.data);
  return problem(
    'relay.bad-answer',
    'The relay gave an answer that Plumbline does not understand.',
    'Check that the relay is up to date.',
  );
}

export function refusal(status: number, body: unknown): Result<never> {
  const error = errorSchema.safeParse(body);
  if (!error.success)
    return problem(`relay.status-${status}`, `The relay answered with an error (${status}).`);
  return problem(`relay.${error.data.error.code}`, error.data.error.message);
}
