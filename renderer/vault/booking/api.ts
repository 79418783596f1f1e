import type { RecordReader } from '#shared/records/reader.ts';
import { pageUrl } from '#shared/public-page/document.ts';
import { fingerprintOf } from '#shared/public-page/names.ts';
import type { Guard } from '../guard.ts';
import type { PageKeys } from './page-keys.ts';

export interface BookingApi {
  /** The link that customers get, with the fingerprint of the key; `undefined` while there is no address or no relay. */
  pageLink(): Promise<string | undefined>;
}

interface Parts {
  library: RecordReader;
  pageKeys: PageKeys;
  sync: { status(): { relayUrl?: string | undefined } };
}

export function createBookingApi({ open }: Guard<Parts>): BookingApi {
  return {
    async pageLink() {
      const parts = open();
      const page = parts?.library.get('publicPages', 'page');
      const relayUrl = parts?.sync.status().relayUrl;
      if (parts === undefined || page?.slug === undefined || relayUrl === undefined) return undefined;
      const pair = await parts.pageKeys.pair(page.keyNumber);
      return pair && pageUrl(relayUrl, page.slug, fingerprintOf(pair.publicKey));
    },
  };
}
