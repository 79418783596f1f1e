import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { pageUrl } from '#shared/public-page/document.ts';
import { fingerprintOf } from '#shared/public-page/names.ts';
import type { Guard } from '../guard.ts';
import type { PageKeys } from './page-keys.ts';

/** The link that customers get. */
export interface PageLink {
  /** With the fingerprint of the key. */
  url: string;
  /** Whether somebody may have the key who has left the team since. */
  canRenewKey: boolean;
}

export interface BookingApi {
  /** `undefined` while there is no address or no relay. */
  pageLink(): Promise<PageLink | undefined>;
  /** Links of before take no requests any more; what is on its way opens, and so do the answers. */
  renewPageKey(): Promise<Result<unknown>>;
}

interface Parts {
  library: RecordReader;
  pageKeys: PageKeys;
  sync: { status(): { relayUrl?: string | undefined } };
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
}

export function createBookingApi({ open, writing }: Guard<Parts>): BookingApi {
  return {
    async pageLink() {
      const parts = open();
      const page = parts?.library.get('publicPages', 'page');
      const relayUrl = parts?.sync.status().relayUrl;
      if (parts === undefined || page?.slug === undefined || relayUrl === undefined) return undefined;
      const pair = await parts.pageKeys.pair(page.keyNumber);
      return (
        pair && {
          url: pageUrl(relayUrl, page.slug, fingerprintOf(pair.publicKey)),
          canRenewKey: parts.pageKeys.newest() > page.keyNumber,
        }
      );
    },
    renewPageKey: () =>
      writing(async ({ run, pageKeys }) => run('page.renewKey', { keyNumber: pageKeys.newest() })),
  };
}
