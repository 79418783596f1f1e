import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** What it got, and whether the signature is the one of its secret. */
export interface Received {
  id: string;
  body: string;
  isSigned: boolean;
}

export type Behaviour = (response: ServerResponse) => void;

/** How receivers misbehave in the wild. */
export const behaviours = {
  takes: (response) => response.writeHead(204).end(),
  fails: (response) => response.writeHead(500).end('something broke'),
  isGone: (response) => response.writeHead(410).end(),
  isBusy: (response) => response.writeHead(429, { 'retry-after': '7200' }).end(),
  /** To where only this computer's own network is. */
  sendsOn: (response) => response.writeHead(307, { location: 'http://169.254.169.254/latest/' }).end(),
  neverAnswers: () => undefined,
  hangsUp: (response) => response.destroy(),
  /** A body that goes on until somebody has enough. */
  neverEnds: (response) => {
    response.writeHead(200);
    const more = (): void => {
      while (response.write('x'.repeat(64 * 1024)));
      response.once('drain', more);
    };
    more();
  },
} satisfies Record<string, Behaviour>;

/** A program that waits for webhooks, as Zapier and n8n do, and checks them as Standard Webhooks say. */
export async function startReceiver(first: Behaviour = behaviours.takes) {
  let secret = '';
  let behaviour = first;
  const received: Received[] = [];
  const server = createServer((request, response) => void take(request, response));

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    received.push({ id: String(request.headers['webhook-id']), body, isSigned: isSigned(request, body) });
    behaviour(response);
  }

  function isSigned({ headers }: IncomingMessage, body: string): boolean {
    try {
      new Webhook(secret).verify(body, headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    knows: (next: string) => void (secret = next),
    behave: (next: Behaviour) => void (behaviour = next),
    async stop(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
