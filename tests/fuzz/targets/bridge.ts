import fc from 'fast-check';
import { createDispatcher } from '#electron/services/dispatcher.ts';
import { createBridgePorts } from '#electron/main/bridge-ports.ts';
import { parsedBridge } from '#renderer/platform/parsed-bridge.ts';
import type { BridgeHandlers } from '#shared/bridge/bridge.ts';
import { bridgeContract } from '#shared/bridge/contract.ts';
import type { Json } from '#shared/lib/json.ts';
import { ok } from '#shared/lib/result.ts';
import { defineTarget, must, type Target } from '../engine.ts';
import { mutatedJson } from '../mutations.ts';

const account = {
  kind: 'whatsapp',
  graphUrl: 'http://127.0.0.1:1',
  accessToken: 't',
  phoneNumberId: '1',
  businessAccountId: '2',
};
const recipient = { phone: '31612345678' };

/** A window's messages, by channel, as they are when all is well. */
const messages: [string, Json][] = [
  ['shell.info', {}],
  ['egress.configure', { policy: { localOnly: true, origins: { relay: ['https://relay.example.org'] } } }],
  ['relay.request', { url: 'https://relay.example.org', method: 'GET', path: '/v1/relay' }],
  ['channel.send', { account, recipient, text: 'Hello', correlation: 'c', humanAgent: false }],
  ['channel.markRead', { account, externalId: 'x' }],
  ['backups.read', { name: 'plumbline-20260101-000000.plumbline', part: 0 }],
  [
    'backups.write',
    { name: 'plumbline-20260101-000000.plumbline', part: 0, parts: 1, bytesBase64Url: 'AAAA' },
  ],
  ['relay.socket', { url: 'wss://relay.example.org/v1/sync/a/b', protocols: ['plumbline.v1'] }],
];

/** Handlers that do nothing but look at what reaches them: it must be what the contract allows. */
function watchingHandlers(): { handlers: BridgeHandlers; reached: string[] } {
  const reached: string[] = [];
  const watch = (kind: 'calls' | 'streams' | 'sockets') =>
    Object.fromEntries(
      Object.entries(bridgeContract[kind]).map(([name, channel]) => [
        name,
        (args: unknown) => {
          must(channel.args.safeParse(args).success, `${name} got what the contract does not allow`);
          reached.push(name);
          return kind === 'sockets' ? { send() {}, close() {} } : Promise.resolve(ok({}));
        },
      ]),
    );
  const handlers = { calls: watch('calls'), streams: watch('streams'), sockets: watch('sockets') };
  return { handlers: handlers as unknown as BridgeHandlers, reached };
}

const port = { post() {}, onMessage() {}, onClose() {}, close() {} };
const silent = { opened() {}, received() {}, closed() {} };

/** What a window sends to its shell. */
export function bridgeRequestTarget(): Target {
  const { handlers, reached } = watchingHandlers();
  const dispatcher = createDispatcher(handlers);
  const ports = createBridgePorts(dispatcher);
  const sender = { senderFrame: null };
  return defineTarget({
    name: 'bridge-requests',
    share: 9000,
    inputs: fc.record({
      name: fc.constantFrom(...messages.map(([name]) => name), 'constructor', '__proto__', ''),
      args: mutatedJson(messages.map(([, args]) => args)),
    }),
    async attempt({ name, args }) {
      // A handler's answer that does not fit the contract is reported as a bug, not thrown.
      await quietly(() => dispatcher.call(name, args));
      dispatcher.openSocket(name, args, silent).close();
      await ports.call(sender, args);
      ports.socket(sender, args, port);
    },
    async control() {
      for (const [name, args] of messages) {
        await quietly(() => dispatcher.call(name, args));
        dispatcher.openSocket(name, args, silent);
      }
      must(
        messages.every(([name]) => reached.includes(name)),
        'genuine requests reach their handlers',
      );
    },
  });
}

/** The dispatcher writes to the console where a handler's result does not fit: here they never do. */
async function quietly(step: () => Promise<unknown>): Promise<void> {
  const { error } = console;
  console.error = () => {};
  try {
    await step();
  } finally {
    console.error = error;
  }
}

/** What a shell answers. */
export function bridgeAnswerTarget(): Target {
  const answers: Json[] = [
    { ok: true, value: { shell: 'browser', version: '1' } },
    { ok: true, value: { status: 200, body: { a: 1 } } },
    { ok: true, value: { outcome: 'accepted', externalId: 'x' } },
    { ok: false, error: { code: 'a.b', message: 'No.' } },
  ];
  const ask = async (name: 'shell.info' | 'relay.request' | 'channel.send', answer: Json) => {
    const bridge = parsedBridge({
      call: async () => answer,
      stream: async () => answer,
      openSocket: () => ({ send() {}, close() {} }),
    });
    return bridge.call(name, {} as never);
  };
  return defineTarget({
    name: 'bridge-answers',
    share: 8000,
    inputs: fc.record({
      name: fc.constantFrom('shell.info' as const, 'relay.request' as const, 'channel.send' as const),
      answer: mutatedJson(answers),
    }),
    async attempt({ name, answer }) {
      const result = await ask(name, answer);
      must(typeof result.ok === 'boolean', 'an answer that is no result');
      if (!result.ok) return must(typeof result.error.message === 'string', 'a problem without words');
      must(bridgeContract.calls[name].result.safeParse(result.value).success, 'an answer of another shape');
    },
    async control() {
      must((await ask('shell.info', answers[0]!)).ok, 'a genuine answer');
      must(!(await ask('shell.info', answers[3]!)).ok, 'a genuine problem');
    },
  });
}
