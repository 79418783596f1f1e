import type { Generation } from './engine.ts';

/** A model as the stand-in offers it. */
export interface StandinModel {
  name: string;
  sizeBytes?: number;
  /** Thinks unless told not to, as the thinking models do. */
  thinking?: boolean;
  /** Makes vectors of texts, and does not chat. */
  embeds?: boolean;
  /** An alias of a model on another computer. */
  remoteHost?: string;
  remoteModel?: string;
  /** The window that it was made for. */
  contextTokens?: number;
  /** Of its weights. */
  digest?: string;
}

/** How one answer goes. Everything left out goes well. */
export interface Reply {
  text?: string;
  /** Milliseconds before the headers. */
  firstByteDelay?: number;
  /** Milliseconds between two pieces of text. */
  pieceDelay?: number;
  /** Sends this error as a line under HTTP 200, after the text. */
  errorLine?: string;
  /** Sends this line as it is, after the text. */
  rawLine?: string;
  /** Ends the stream without its `done` line. */
  missingDone?: boolean;
  doneReason?: string;
  /** Ends its process: before a word, or after the text. */
  dies?: 'before' | 'after';
  /** Cuts the stream into chunks of these byte sizes, over and over. */
  chunkBytes?: number[];
}

export interface ChatBody {
  model: string;
  messages: { role: string; content: string }[];
  stream?: boolean;
  think?: boolean;
  truncate?: boolean;
  shift?: boolean;
  tools?: unknown;
  /** `json`, or the JSON schema that the answer follows. */
  format?: unknown;
  options?: { num_ctx?: number; num_predict?: number };
}

export interface Layer {
  digest: string;
  total: number;
}

export interface StandinOptions {
  /** 0 takes a free one. */
  port?: number;
  version?: string;
  models?: StandinModel[];
  /** What `/api/status` says; `unknown` is a server that does not have it. */
  cloudDisabled?: boolean | 'unknown';
  /** Says nothing of an alias while its cloud is off, as some versions do. */
  hidesAliases?: boolean;
  /** Answers 503 to every chat. */
  queueFull?: boolean;
  /** What can be pulled, and in which layers. */
  registry?: Record<string, Layer[]>;
  /** Milliseconds between two progress lines of a pull. */
  pullDelay?: number;
  answer?: (body: ChatBody) => Reply;
  /** Which of the recorded servers it is like. */
  generation?: Generation;
  /** Tokens of a prompt that it reads in a second, and how much of that time really passes. */
  readsPerSecond?: number;
  scale?: number;
}

export interface RecordedRequest {
  method: string;
  path: string;
  body: unknown;
  /** `finished`: answered to the end; `closed`: the client hung up before. */
  end?: 'finished' | 'closed';
  /** Epoch milliseconds of the end. */
  endedAt?: number;
}
