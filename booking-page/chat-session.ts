import { fromBase64Url, fromUtf8 } from '#shared/lib/bytes.ts';
import { decryptBlob, deriveBytes, importAesKey } from '#shared/crypto/keys.ts';
import type { ChatLine, ChatNote } from '#shared/public-page/chat.ts';
import { noteContext, noteKeyInfo } from '#shared/public-page/names.ts';
import { readTarget } from './page.ts';
import { crypto, randomText } from './random.ts';
import { canSeal, send, type Sent } from './send.ts';

/** By which a chat goes on while somebody looks at other pages of the site: it is gone with the tab. */
interface Kept {
  /** Of the first message; none was sent yet. */
  id?: string;
  secret: string;
  /** Whether its window is open, and the last line that was seen there. */
  isOpen?: boolean;
  seen?: string | undefined;
}

/** What a chat says to the relay and hears from it. Everything of it is sealed here. */
export function chatSession({ relay, key, language }: { relay: string; key: string; language: string }) {
  const place = `plumbline chat ${relay}`;
  const kept = read();
  let target: Awaited<ReturnType<typeof readTarget>>;

  function read(): Kept {
    try {
      const found = JSON.parse(sessionStorage.getItem(place) ?? '') as Kept;
      return typeof found.secret === 'string' ? found : { secret: randomText(32) };
    } catch {
      return { secret: randomText(32) };
    }
  }

  function keep(): void {
    try {
      sessionStorage.setItem(place, JSON.stringify(kept));
    } catch {
      // Where a browser keeps nothing, the chat lives in this page alone.
    }
  }

  return {
    /** Whose chat it is; or why it cannot be used. */
    async open(): Promise<{ name: string } | 'wrongKey' | 'tooOld' | 'notSent'> {
      target ??= await readTarget(relay);
      if (target === undefined) return 'notSent';
      if (target.fingerprint !== key || target.document.requests === undefined) return 'wrongKey';
      return (await canSeal(target)) ? { name: target.document.profile.name } : 'tooOld';
    },

    /** `id`: the same again is the same. */
    async say(id: string, said: { words: string; name?: string; reach?: string }): Promise<Sent> {
      // What the owner has changed on the page since is no reason not to write.
      target = await readTarget(relay);
      if (target?.fingerprint !== key) return 'notSent';
      const { secret } = kept;
      const of = kept.id === undefined ? {} : { of: kept.id };
      const content = { version: 1, kind: 'chat', at: Date.now(), secret, language, ...of, ...said };
      const outcome = await send(target, id, content);
      if (outcome === 'sent') {
        kept.id ??= id;
        keep();
      }
      return outcome;
    },

    hasBegun: (): boolean => kept.id !== undefined,
    kept: (): Readonly<Kept> => kept,
    note(what: Pick<Kept, 'isOpen' | 'seen'>): void {
      Object.assign(kept, what);
      if (kept.id !== undefined) keep();
    },

    /** What was said so far, as a device of the business has it; `undefined` while none has answered. */
    async lines(): Promise<ChatLine[] | undefined> {
      const { id, secret } = kept;
      if (id === undefined) return undefined;
      try {
        const answer = await fetch(`${relay}/requests/${id}`, { cache: 'no-store' });
        const { sealed } = (await answer.json()) as { sealed?: string | null };
        if (!sealed) return undefined;
        const raw = await deriveBytes(crypto, fromBase64Url(secret), noteKeyInfo, 32);
        const opener = await importAesKey(crypto, raw);
        const opened = await decryptBlob(crypto, opener, fromBase64Url(sealed), noteContext(id));
        return opened && (JSON.parse(fromUtf8(opened).trimEnd()) as ChatNote).lines;
      } catch {
        return undefined;
      }
    },
  };
}
