import fc from 'fast-check';
import { keysOfWords } from '#renderer/vault/keys/recovery-words.ts';
import { createRelayClient } from '#renderer/vault/sync/relay-client.ts';
import { startJoin } from '#renderer/vault/team/join.ts';
import { recoverKeybag } from '#renderer/vault/team/recovery.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Signer } from '#shared/crypto/signing.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { isJsonObject, type Json, type JsonObject } from '#shared/lib/json.ts';
import { expectOk, ok, problem } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { relayProofBytes } from '#shared/sync/protocol.ts';
import { defineTarget, must, type Target } from '../engine.ts';
import { mutatedJson } from '../mutations.ts';
import { newPlayer, vectors, type FuzzWorld } from '../world.ts';

/** A relay's answers by the end of the path, as they are when all is well; the proof of who it is needs its key. */
interface Answers {
  [path: string]: Json;
}

interface Relay {
  relayId: string;
  prove: Signer;
}
const provenLater = '(proven)';

async function newRelay({ crypto }: FuzzWorld): Promise<Relay> {
  const { signKey, sign } = await newPlayer(crypto, 'the-relay-itself', 5);
  return { relayId: signKey, prove: sign };
}

/** A shell whose relay answers what the case says. Each path is answered a few times, then no more. */
function bridgeTo(relay: Relay, answers: Answers): Bridge {
  let left = 20;
  return {
    call: async (name, args) => {
      if (name === 'egress.configure') return ok({}) as never;
      const { path, body: asked } = args as { path: string; body: JsonObject };
      const key = Object.keys(answers).find((end) => path.endsWith(end));
      if (key === undefined || left-- === 0) return problem('bridge.lost', 'Nobody answers.') as never;
      const answer = answers[key] === provenLater ? await challengeOf(relay, asked) : answers[key]!;
      const status = isJsonObject(answer) && typeof answer['status'] === 'number' ? answer['status'] : 200;
      return ok({
        status,
        body: isJsonObject(answer) && 'status' in answer ? answer['body'] : answer,
      }) as never;
    },
    stream: async () => problem('bridge.lost', 'Nobody answers.'),
    openSocket: () => ({ send() {}, close() {} }),
  };
}

async function challengeOf({ relayId, prove }: Relay, asked: JsonObject | undefined): Promise<Json> {
  const { workspace, device, nonce } = (asked ?? { workspace: '', device: '', nonce: '' }) as {
    workspace: string;
    device: string;
    nonce: string;
  };
  const challenge = 'abc.def';
  const proof = await prove(relayProofBytes({ workspace, device, nonce, relayId, challenge }));
  return { challenge, proof: toBase64Url(proof) };
}

function mutatedAnswers(genuine: Answers): fc.Arbitrary<Answers> {
  const entries = Object.entries(genuine);
  return fc
    .record({ pick: fc.nat(entries.length - 1), answer: mutatedJson(entries.map(([, each]) => each)) })
    .map(({ pick, answer }) => ({ ...genuine, [entries[pick]![0]]: answer ?? {} }));
}

/** Signing in at a relay that answers anything: no token, a refusal in words, or what it said. */
export async function relayAnswerTarget(world: FuzzWorld): Promise<Target> {
  const { keyring, record, sign } = world;
  const relay = await newRelay(world);
  const { relayId } = relay;
  const older = await sign({ ...record, sequence: 3 });
  const genuine: Answers = {
    '/v1/relay': { name: 'plumbline-relay', protocol: 1, relayId },
    '/v1/auth/challenge': provenLater,
    '/v1/auth/token': { token: 'a.b', expiresInSeconds: 900, sequence: 7, head: 'A'.repeat(43), epoch: 2 },
    '?after=6': { records: [older as unknown as Json], more: false },
    '/claims': { status: 409, body: { error: { code: 'a', message: 'b' } } },
  };
  const ask = async (answers: Answers) => {
    const bridge = bridgeTo(relay, answers);
    const client = createRelayClient({
      bridge,
      keyring,
      url: 'http://127.0.0.1:1',
      timers: systemTimers,
      onChain: async () => 'refused',
      start: 'first-start',
      trusted: () => [],
      creationToken: () => undefined,
      onUnknown: async () => false,
    });
    const token = await client.token();
    await client.refreshMembership();
    await client.signed({ method: 'POST', path: '/claims', body: {} });
    return token;
  };
  return defineTarget({
    name: 'relay-answers',
    share: 1500,
    inputs: mutatedAnswers(genuine),
    async attempt(answers) {
      const token = await ask(answers);
      if (token.ok) must(typeof token.value === 'string', 'a token that is none');
      else must(token.error.message.length > 0, 'a refusal without words');
    },
    async control() {
      must((await ask(genuine)).ok, 'a genuine relay');
    },
  });
}

/** Joining and recovering at a relay that answers anything: a keybag of this workspace, or words. */
export async function enrolAnswerTarget(world: FuzzWorld): Promise<Target> {
  const { crypto, workspace } = world;
  const relay = await newRelay(world);
  const { relayId } = relay;
  const records = vectors.membership.records.slice(0, 2).map((one) => one.signed as unknown as Json);
  const chain = { records, more: false };
  const words = expectOk(await keysOfWords(crypto, vectors.recovery.words));
  const genuine: Answers = {
    '/v1/relay': { name: 'plumbline-relay', protocol: 1, relayId },
    '/v1/auth/challenge': provenLater,
    '/v1/auth/token': {
      status: 409,
      body: { error: { code: 'auth.stale-epoch', message: 'x' }, chain },
    },
    '/notes/0': { status: 204, body: null },
    '/notes': { notes: [vectors.invitation.pairing.notes[1]!.sealed], own: 1 },
    '/v1/recovery': { workspace, ...chain },
    '/membership': { status: 204, body: null },
  };
  const recover = (answers: Answers) => {
    const at = { relayUrl: 'http://127.0.0.1:1', words, now: 1 };
    return recoverKeybag({ bridge: bridgeTo(relay, answers), crypto, ...at });
  };
  const link = vectors.invitation.link.text;
  return defineTarget({
    name: 'enrolments',
    share: 500,
    inputs: mutatedAnswers(genuine),
    async attempt(answers) {
      const recovered = await recover(answers);
      must(!recovered.ok || recovered.value.workspace === workspace, 'another workspace was recovered');
      const device = { crypto, timers: systemTimers, deviceName: 'Van', onState: () => undefined };
      const joining = await startJoin({ ...device, bridge: bridgeTo(relay, answers), link });
      if (!joining.ok) return;
      // Without an answer the device would wait for one.
      const waits = setTimeout(joining.value.cancel, 0);
      const admitted = await joining.value.admitted();
      clearTimeout(waits);
      must(!admitted.ok, 'a device that no membership names was let in');
    },
    control: async () => must((await recover(genuine)).ok, 'genuine recovery'),
  });
}
