import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { pageUrl, writePayload } from '#shared/public-page/document.ts';
import { type OwnAssets, pageFiles } from '#shared/public-page/folder.ts';
import { fingerprintOf } from '#shared/public-page/names.ts';
import type { Guard } from '../guard.ts';
import { composePage } from './compose.ts';
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
  /** The page as a ZIP for the owner's own site. `assets`: its scripts and style as this app has them. */
  exportPage(assets: OwnAssets): Promise<Result<Blob>>;
  /** Links of before take no requests any more; what is on its way opens, and so do the answers. */
  renewPageKey(): Promise<Result<unknown>>;
}

interface Parts {
  library: RecordReader;
  pageKeys: PageKeys;
  sync: { status(): { relayUrl?: string | undefined } };
  workspace: string;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
}

export function createBookingApi(
  { open, unlocked, writing }: Guard<Parts>,
  { now }: { now(): number },
): BookingApi {
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
    exportPage: (assets) =>
      unlocked(async ({ library, pageKeys, sync, workspace }) => {
        const page = library.get('publicPages', 'page');
        const { relayUrl } = sync.status();
        const key = page && (await pageKeys.pair(page.keyNumber))?.publicKey;
        const place = key && { workspace, key, now: now() };
        const document = place && composePage(library, page, place);
        if (page === undefined || document === undefined || relayUrl === undefined)
          return problem('page.not-ready', 'The page has no name, no address or no relay yet.');
        const payload = writePayload(document);
        const { zipPage } = await import('./page-folder.ts');
        return ok(await zipPage(pageFiles({ document, payload, relayUrl, picture: page.picture, assets })));
      }),
    renewPageKey: () =>
      writing(async ({ run, pageKeys }) => run('page.renewKey', { keyNumber: pageKeys.newest() })),
  };
}
