import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { GraphStandin } from '#tests/standins/graph/server.ts';
import { people } from './people.ts';

export interface CustomerPage {
  url: string;
  close(): Promise<void>;
}

/** The page on which one texts the business as a customer. It knows only what a customer's phone would. */
export async function serveCustomerPage(graph: GraphStandin, port: number): Promise<CustomerPage> {
  const page = readFileSync(new URL('page.html', import.meta.url));
  const streams = new Set<ServerResponse>();
  const stopListening = graph.onChange(() => streams.forEach((stream) => sendState(stream)));
  const actions: Record<string, (body: unknown) => void> = {
    '/write': (body) => {
      const { customer, text } = writeSchema.parse(body);
      // The page follows the changes: it does not wait until the business has the message.
      void graph.customerWrites({ from: nameOf(customer), text });
    },
    '/tap': (body) => {
      const { customer, title } = tapSchema.parse(body);
      void graph.customerTaps(nameOf(customer), title);
    },
    '/read': (body) => void graph.customerReads(nameOf(customerSchema.parse(body).customer)),
  };

  function sendState(stream: ServerResponse): void {
    stream.write(`data: ${JSON.stringify(stateOf(graph))}\n\n`);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const action = request.method === 'POST' && isFromPage(request) ? actions[path] : undefined;
    if (action !== undefined) {
      action(await jsonOf(request));
      response.writeHead(204).end();
    } else if (path === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      streams.add(response);
      response.on('close', () => streams.delete(response));
      sendState(response);
    } else if (path === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    } else {
      response.writeHead(404).end();
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      stopListening();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const customerSchema = z.object({ customer: z.number().int().nonnegative() });
const writeSchema = customerSchema.extend({ text: z.string().trim().min(1).max(4096) });
const tapSchema = customerSchema.extend({ title: z.string().min(1).max(24) });

function nameOf(index: number) {
  const person = people[index];
  if (person === undefined) throw new Error('There is no such customer');
  const { openers: _openers, ...name } = person;
  return name;
}

function stateOf(graph: GraphStandin) {
  return {
    connected: graph.deliveries.url() !== undefined,
    customers: people.map(({ openers }, index) => ({ ...graph.customer(nameOf(index)), openers })),
  };
}

/** Another site that is open in the same browser must not write in a customer's name. */
function isFromPage({ headers }: IncomingMessage): boolean {
  return headers['content-type'] === 'application/json' && headers.origin === `http://${headers.host}`;
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
