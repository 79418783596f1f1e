import type { Page } from '@playwright/test';

/** Gives the vault of a browser's window what only a desktop has: a key store of the system, in its memory. */
export async function giveKeyStore(page: Page): Promise<void> {
  // After a lock the vault runs in another worker.
  page.on('worker', (worker) => void worker.evaluate(answerForKeyStore));
  for (const worker of page.workers()) await worker.evaluate(answerForKeyStore);
}

/** In the worker: answers the shell's calls about the key store in its place. */
function answerForKeyStore(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with its socket below
  const { send } = WebSocket.prototype;
  let secret = '';
  WebSocket.prototype.send = function sendOrAnswer(this: WebSocket, data: Parameters<typeof send>[0]) {
    const call = callIn(data);
    if (call === undefined) return send.call(this, data);
    if (call.name === 'keystore.keep') secret = call.args.secret ?? '';
    const value = {
      'keystore.state': { isThere: true, asks: 'touchId', run: 'run-of-the-pictures' },
      'keystore.open': { secret },
    }[call.name];
    const json = JSON.stringify({ id: call.id, ok: true, value: value ?? {}, hasBytes: false });
    const words = new TextEncoder().encode(json);
    const frame = new Uint8Array(4 + words.length);
    new DataView(frame.buffer).setUint32(0, words.length);
    frame.set(words, 4);
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data: frame.buffer })));
  };

  function callIn(data: unknown) {
    if (!(data instanceof Uint8Array)) return undefined;
    const length = new DataView(data.buffer, data.byteOffset).getUint32(0);
    const call = JSON.parse(new TextDecoder().decode(data.subarray(4, 4 + length))) as {
      id: number;
      name: string;
      args: { secret?: string };
    };
    return call.name.startsWith('keystore.') ? call : undefined;
  }
}
