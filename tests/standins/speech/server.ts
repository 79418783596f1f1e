import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** How the next answers go. Everything left out goes well. */
export interface SpeechBehaviour {
  /** What is made out in each piece of sound; of a list one for each, the last for all that follow. */
  text?: string | readonly string[];
  /** The key that is asked for; without one everybody is answered. */
  key?: string;
  /** Refuses with this status. */
  status?: number;
  message?: string;
  /** Answers with this body as it is. */
  body?: string;
  /** Milliseconds before the answer. */
  delay?: number;
  /** Answers as an Ollama does where it is asked for its version. */
  isOllama?: boolean;
}

/** One piece of sound as it came. */
export interface HeardPiece {
  model: string;
  language: string | undefined;
  authorization: string | undefined;
  seconds: number;
  /** The loudest sample, from 0 to 1. */
  peak: number;
  bytes: number;
}

export interface SpeechStandin {
  /** With `/v1`. */
  url: string;
  pieces: HeardPiece[];
  /** Method and path of everything that was asked. */
  asked: string[];
  set(behaviour: SpeechBehaviour): void;
  close(): Promise<void>;
}

/** Speaks OpenAI's transcriptions on loopback, with the habits of real servers: the good, the slow and the broken ones. */
export async function createSpeechStandin(given: SpeechBehaviour = {}): Promise<SpeechStandin> {
  let behaviour = given;
  const pieces: HeardPiece[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    asked.push(`${method} ${url}`);
    const body = await bytesOf(request);
    if (url === '/api/version' && behaviour.isOllama === true)
      return send(response, 200, { version: '0.33.0' });
    if (method !== 'POST' || url !== '/v1/audio/transcriptions')
      return send(response, 404, { detail: 'Not Found' });
    const { authorization } = headers;
    if (behaviour.key !== undefined && authorization !== `Bearer ${behaviour.key}`)
      return send(response, 401, { error: { message: 'Incorrect API key provided.' } });
    const form = await new Response(body, {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
    pieces.push(await heard(form, authorization, body.length));
    // It keeps no test's process alive.
    await wait(behaviour.delay ?? 0, undefined, { ref: false });
    const { status, message = 'refused', text = 'Hello, the boiler drips.' } = behaviour;
    if (status !== undefined) return send(response, status, { error: { message } });
    if (behaviour.body !== undefined) return void response.writeHead(200).end(behaviour.body);
    const said = typeof text === 'string' ? text : text[Math.min(pieces.length, text.length) - 1];
    send(response, 200, { text: said });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    pieces,
    asked,
    set: (next) => void (behaviour = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a real server would decode: one channel of 16 bits, 16,000 times a second, in a WAV file. */
async function heard(form: FormData, authorization: string | undefined, bytes: number): Promise<HeardPiece> {
  const file = form.get('file');
  const model = form.get('model');
  if (!(file instanceof File) || typeof model !== 'string') throw new Error('No sound');
  const wav = new DataView(await file.arrayBuffer());
  const text = (at: number) => String.fromCodePoint(...[0, 1, 2, 3].map((index) => wav.getUint8(at + index)));
  const isSound =
    text(0) === 'RIFF' &&
    text(8) === 'WAVE' &&
    wav.getUint16(22, true) === 1 &&
    wav.getUint32(24, true) === 16_000;
  if (!isSound || wav.getUint32(40, true) !== wav.byteLength - 44) throw new Error('No sound');
  let peak = 0;
  for (let at = 44; at < wav.byteLength; at += 2)
    peak = Math.max(peak, Math.abs(wav.getInt16(at, true)) / 32_768);
  const language = form.get('language');
  return {
    model,
    language: typeof language === 'string' ? language : undefined,
    authorization,
    seconds: (wav.byteLength - 44) / 32_000,
    peak,
    bytes,
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
