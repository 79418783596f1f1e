import { type Chat, isChat, readChat, type Said } from '#shared/import/chat/chat.ts';
import type { ChatOrder } from '#shared/import/chat/chat-order.ts';
import { decodeText, isArchive } from '#shared/import/decode.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { type Packed, unpack } from './unzip.ts';

/** What a screen shows of a chat before anything is decided. */
export interface OpenedChat {
  authors: Chat['authors'];
  /** `undefined` where the owner has to say which number of a day is the day. */
  order: ChatOrder | undefined;
  /** How much was said, in how much of it a file comes along, and how many lines nobody has said. */
  said: number;
  files: number;
  system: number;
  /** The first and the last moment; 0 where nothing was said. */
  from: number;
  to: number;
}

/** Reads one exported chat, in a worker of its own. */
export interface ChatReader {
  open(file: Blob, timeZone: string): Promise<Result<OpenedChat>>;
  /** The same, with the days in the order that the owner says. */
  inOrder(order: ChatOrder): OpenedChat;
  piece(from: number, count: number): Said[];
  /** A file of the export; `undefined` where it cannot be read. */
  file(name: string): Promise<Blob | undefined>;
}

/** More text than anybody's chat has; of its files only one is in memory. */
const largestText = 200 * 1024 * 1024;

export function createChatReader(): ChatReader {
  let packed = new Map<string, Packed>();
  let text = '';
  let timeZone = 'UTC';
  let chat: Chat | undefined;

  function read(order?: ChatOrder): OpenedChat {
    chat = readChat(text, { timeZone, order, files: new Set(packed.keys()) });
    const { said, authors, system, order: found } = chat;
    const files = said.filter(({ file }) => file !== undefined).length;
    const moments = { from: said[0]?.at ?? 0, to: said.at(-1)?.at ?? 0 };
    return { authors, order: found, said: said.length, files, system, ...moments };
  }

  return {
    async open(file, zone) {
      timeZone = zone;
      const opened = await textOf(file);
      if (opened === undefined) return problem('chat.none', 'This is no chat of WhatsApp.');
      packed = opened.packed;
      text = opened.text;
      const about = read();
      return about.said === 0 ? problem('chat.none', 'This is no chat of WhatsApp.') : ok(about);
    },
    inOrder: (order) => read(order),
    piece: (from, count) => chat?.said.slice(from, from + count) ?? [],
    async file(name) {
      const bytes = await packed.get(name)?.bytes();
      return bytes && new Blob([bytes], { type: typeOf(name) });
    },
  };
}

async function textOf(file: Blob): Promise<{ text: string; packed: Map<string, Packed> } | undefined> {
  const start = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  if (!isArchive(start)) {
    if (file.size > largestText) return undefined;
    const text = chatText(new Uint8Array(await file.arrayBuffer()));
    return text === undefined ? undefined : { text, packed: new Map() };
  }
  const files = (await unpack(file)) ?? [];
  const packed = new Map(files.map((each) => [each.path.split('/').at(-1)!, each]));
  // The chat is the text that begins like one; a text that somebody has sent along does not.
  for (const each of files.filter(({ path, size }) => /\.txt$/i.test(path) && size <= largestText)) {
    const bytes = await each.bytes();
    const text = bytes && chatText(bytes);
    if (text !== undefined) return { text, packed };
  }
  return undefined;
}

function chatText(bytes: Uint8Array): string | undefined {
  const decoded = decodeText(bytes);
  return decoded.ok && isChat(decoded.value.text) ? decoded.value.text : undefined;
}

const types: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  '3gp': 'video/3gpp',
  opus: 'audio/ogg',
  ogg: 'audio/ogg',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  amr: 'audio/amr',
  pdf: 'application/pdf',
  vcf: 'text/vcard',
};

/** What a file is, by its name: an export says nothing else of it. */
function typeOf(name: string): string {
  return types[name.split('.').at(-1)!.toLowerCase()] ?? 'application/octet-stream';
}
