import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type PageDocument, readPayload } from '#shared/public-page/document.ts';
import { heldFragment } from '#shared/public-page/held-link.ts';
import { fingerprintOf } from '#shared/public-page/names.ts';
import { createDailyShare } from '../hooks/daily-share.ts';
import { type HttpAnswer, originOf, type Route, type RoutedRequest } from '../http/messages.ts';
import { notFound } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { PageStore } from '../storage/pages.ts';
import { claimHash, type Times } from './times.ts';

interface Deps {
  storage: Pick<PageStore, 'page'>;
  times: Times;
  crypto: WebCrypto;
  limits: Limits;
  /** Milliseconds since 1970. */
  now(): number;
}

/** More is nothing that anybody reads out. */
const mostTimes = 40;
const mostBytes = 16 * 1024;
const dayMilliseconds = 24 * 60 * 60 * 1000;

const noInput = z.strictObject({});
const whichTimes = z.strictObject({
  service: z.string().min(1).max(64).describe('The id of a service, from find_services'),
  from: z.iso.date().optional().describe('The first day, such as 2026-12-01; today where it is left out'),
});
const whichTime = z.strictObject({
  service: z.string().min(1).max(64).describe('The id of a service, from find_services'),
  start: z.iso.datetime().describe('When it begins, exactly as find_free_times gave it'),
});

const servicesFound = z.object({
  business: z.string(),
  page: z.string(),
  services: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string().optional(),
      minutes: z.number().optional(),
      canBeHeld: z.boolean(),
    }),
  ),
});
const timesFound = z.object({ timeZone: z.string(), starts: z.array(z.string()), more: z.boolean() });
const timeHeld = z.object({
  isHeld: z.boolean(),
  why: z.string().optional(),
  until: z.string().optional(),
  link: z.string(),
});

const identity = { name: 'plumbline-booking', version: '1.0.0' };
const reads = { readOnlyHint: true, openWorldHint: false };

/**
 * Tools for the assistants of customers, where the owner has opened the page to them: MCP over HTTP. Nobody says to them
 * who it is for. A time is held as on the page, and the customer types the rest there, sealed in their browser.
 */
export function assistantRoutes(deps: Deps): Route[] {
  const { storage, times, limits, now } = deps;
  const share = createDailyShare({ perDay: limits.holdsByAssistantsPerDay, now });

  async function open(slug: string): Promise<PageDocument | undefined> {
    const page = await storage.page(slug);
    const document = page !== undefined && page.expiresAt > now() ? readPayload(page.payload) : undefined;
    return document?.assistants === true && document.requests !== undefined ? document : undefined;
  }

  function withTools(server: McpServer, document: PageDocument, origin: string): McpServer {
    const link = `${origin}/b/${document.slug}#${fingerprintOf(fromBase64Url(document.key))}`;

    server.registerTool(
      'find_services',
      {
        title: 'Find services',
        description: `What ${document.profile.name} offers, and which of it can be booked at a time.`,
        inputSchema: noInput,
        outputSchema: servicesFound,
        annotations: reads,
      },
      async () => {
        const { services: offered } = await times.shown(document.slug);
        const services = (document.profile.services ?? []).map(({ id, name, description, minutes }) => ({
          id,
          name,
          ...(description !== undefined && { description }),
          ...(minutes !== undefined && { minutes }),
          canBeHeld: (offered[id]?.starts.length ?? 0) > 0,
        }));
        return told({ business: document.profile.name, page: link, services });
      },
    );

    server.registerTool(
      'find_free_times',
      {
        title: 'Find free times',
        description: 'When a service can begin, the earliest first.',
        inputSchema: whichTimes,
        outputSchema: timesFound,
        annotations: reads,
      },
      async ({ service, from }) => {
        const { services: offered } = await times.shown(document.slug);
        const earliest = from === undefined ? 0 : Date.parse(from) - dayMilliseconds / 2;
        const starts = (offered[service]?.starts ?? []).filter((start) => start >= earliest);
        const shown = starts.toSorted((a, b) => a - b).slice(0, mostTimes);
        return told({
          timeZone: document.timeZone,
          starts: shown.map((start) => new Date(start).toISOString()),
          more: starts.length > shown.length,
        });
      },
    );

    server.registerTool(
      'hold_time',
      {
        title: 'Hold a time',
        description:
          'Keeps a time for ten minutes and gives a link. Give the link to the person: on it they type who they are, ' +
          'and the booking is made. Ask nothing about the person and give nothing about them here.',
        inputSchema: whichTime,
        outputSchema: timeHeld,
        annotations: {
          readOnlyHint: false,
          destructiveHint: false,
          idempotentHint: false,
          openWorldHint: false,
        },
      },
      async ({ service, start }) => told(await hold(document, link, service, Date.parse(start))),
    );
    return server;
  }

  async function hold(document: PageDocument, link: string, service: string, start: number) {
    if (!share.take(document.workspace)) return { isHeld: false, why: 'too-many', link };
    const id = toBase64Url(deps.crypto.getRandomValues(new Uint8Array(16)));
    const secret = toBase64Url(deps.crypto.getRandomValues(new Uint8Array(32)));
    const wish = { id, secretHash: claimHash(secret), service, start };
    const holder = { name: 'assistants', most: limits.timesHeldByAssistants };
    const held = await times.hold(document.slug, wish, holder);
    if (held.outcome !== 'held') return { isHeld: false, why: held.outcome, link };
    const { expiresAt, times: list } = held;
    const fragment = heldFragment({ id, secret, service, start, times: list, expiresAt });
    return { isHeld: true, until: new Date(expiresAt).toISOString(), link: `${link}.${fragment}` };
  }

  async function answer(request: RoutedRequest): Promise<HttpAnswer> {
    const document = await open(request.params['slug']!);
    if (document === undefined) return notFound();
    // Read in with the first question: most relays are never asked one.
    const { createMcpHandler, McpServer } = await import('@modelcontextprotocol/server');
    const handler = createMcpHandler(() => withTools(new McpServer(identity), document, originOf(request)), {
      legacy: 'stateless',
    });
    try {
      return await answered(await handler.fetch(asked(request)));
    } finally {
      await handler.close();
    }
  }

  const route = (method: 'GET' | 'POST' | 'DELETE'): Route => ({
    method,
    path: '/b/:slug/mcp',
    mostPerMinute: limits.assistantCallsPerMinute,
    mostBytes,
    answer,
  });
  return [route('POST'), route('GET'), route('DELETE')];
}

/** As data, and as text for clients that read nothing else. */
function told<Told extends Record<string, unknown>>(structuredContent: Told) {
  return { structuredContent, content: [{ type: 'text' as const, text: JSON.stringify(structuredContent) }] };
}

function asked({ method, path, headers, body }: RoutedRequest): Request {
  const given = Object.entries(headers).filter(([name]) => passedOn.has(name) || name.startsWith('mcp-'));
  return new Request(`http://relay${path}`, {
    method,
    headers: given.map(([name, value]): [string, string] => [name, String(value)]),
    ...(method === 'POST' && { body: new Uint8Array(body ?? new Uint8Array()) }),
  });
}

const passedOn: ReadonlySet<string> = new Set(['accept', 'content-type']);

async function answered(response: Response): Promise<HttpAnswer> {
  const headers = Object.fromEntries(response.headers);
  return {
    status: response.status,
    headers: { ...headers, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    body: await response.text(),
  };
}
