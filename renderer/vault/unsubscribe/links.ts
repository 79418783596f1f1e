import { z } from 'zod';
import type { UnsubscribeEvent } from '#shared/channels/events.ts';
import { decryptBlob, deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { idSchema } from '#shared/domain/common.ts';
import { type Bytes, fromUtf8, readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { InboxDelivery } from '#shared/sync/delivery.ts';
import { unsubscribeSchema, unsubscribeUrl } from '#shared/sync/unsubscribe.ts';
import { type Keybag, roomKey } from '../keys/keybag.ts';
import type { LinkFor } from '../outbound/mail.ts';

/** The links by which people unsubscribe: sealed here, passed on by the relay, opened here. */
export interface UnsubscribeLinks {
  linkFor: LinkFor;
  /**
   * What of a delivery came by such a link; `undefined` where it came from elsewhere. Anybody can have the relay pass
   * something on that does not open: that says nothing, and is not kept.
   */
  open(delivery: InboxDelivery): Promise<UnsubscribeEvent[] | undefined>;
}

const contentSchema = z.tuple([idSchema, idSchema]);
/** All links are of one length, whoever they are of. */
const length = 96;

export function createUnsubscribeLinks(deps: {
  crypto: WebCrypto;
  workspace: string;
  /** See `unsubscribeKey`; `undefined` for a member who answers no customers. */
  key(): Promise<Bytes | undefined>;
  relayUrl(): string | undefined;
}): UnsubscribeLinks {
  const { crypto, workspace } = deps;
  const context = `plumbline unsubscribe ${workspace}`;

  async function aesKey() {
    const key = await deps.key();
    return key && importAesKey(crypto, key);
  }

  return {
    async linkFor({ contactId, addressId, language }) {
      const [key, relayUrl] = [await aesKey(), deps.relayUrl()];
      if (key === undefined || relayUrl === undefined) return undefined;
      const said = JSON.stringify([contactId, addressId]);
      const padded = said.padEnd(Math.ceil(said.length / length) * length);
      const token = toBase64Url(await encryptBlob(crypto, key, utf8(padded), context));
      return unsubscribeUrl(relayUrl, { workspace, token, language });
    },
    async open({ body, receivedAt }) {
      const { token } = unsubscribeSchema.safeParse(parseJson(body)).data ?? {};
      if (token === undefined) return undefined;
      const [key, bytes] = [await aesKey(), readBase64Url(token)];
      const opened = key && bytes && (await decryptBlob(crypto, key, bytes, context));
      const said = opened && contentSchema.safeParse(parseJson(fromUtf8(opened))).data;
      if (said === undefined) return [];
      const [contactId, addressId] = said;
      return [{ kind: 'unsubscribe', at: receivedAt, contactId, addressId }];
    },
  };
}

/**
 * Comes from the key of the compartment of conversations that never changes: a link in an e-mail works for as long as
 * the business is there. It opens nothing but such links.
 */
export async function unsubscribeKey(crypto: WebCrypto, keybag: Keybag): Promise<Bytes | undefined> {
  const secret = roomKey(keybag, 'talk');
  return secret && deriveBytes(crypto, secret, `plumbline unsubscribe key ${keybag.workspace}`, 32);
}
