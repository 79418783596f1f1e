import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { forPurpose, type Signer } from '#shared/crypto/signing.ts';
import type { PublicPage } from '#shared/domain/public-page.ts';
import type { Work } from '#shared/lib/async.ts';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { canonicalJson, type Json } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { pagePath, pagePurpose, writePayload } from '#shared/public-page/document.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import { composePage } from './compose.ts';
import type { PageKeys } from './page-keys.ts';

export interface PagePublishingDeps {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  work: Work;
  workspace: string;
  keys: Pick<PageKeys, 'pair'>;
  sign: Signer;
  /** Whether this device's member may show something to everybody, and the business is open. */
  mayPublish(): boolean;
  /** None where there is no relay. */
  client(): Pick<RelayClient, 'signed'> | undefined;
  /** Epoch milliseconds, as the relay has them. */
  now(): number;
}

const [second, minute, day] = [1000, 60_000, 86_400_000];
/** How long is waited for further changes, and where the relay did not take it. */
const [pause, again] = [2 * second, 5 * minute];

/** What the relay says of an address that will not become better by waiting. */
const lasting = new Set(['relay.page.taken', 'relay.page.reserved', 'relay.page.too-many']);

const followed = ['publicPages', 'bookingRules', 'notices', 'business'] as const;

/** Has the relay show the page as it was approved, renews it each day, and has it forget what was taken away. */
export function createPagePublishing(deps: PagePublishingDeps): { wake(): void } {
  const { records, run, work, workspace, now } = deps;
  let put: { content: string; at: number } | undefined;
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    const page = records.get('publicPages', 'page');
    const client = deps.client();
    if (page === undefined || client === undefined || !deps.mayPublish()) return;
    let isDone = true;
    for (const [slug, approval] of Object.entries(page.formerSlugs ?? {}))
      if (!(await forget(client, slug, approval))) isDone = false;
    if (page.isPublished && !work.isOver && !(await renew(client, page))) isDone = false;
    alarm.reset(isDone ? day : again);
  }

  async function forget(
    client: Pick<RelayClient, 'signed'>,
    slug: string,
    approval: number,
  ): Promise<boolean> {
    const path = `${pagePath(workspace, slug)}?approval=${approval}`;
    const gone = await client.signed({ method: 'DELETE', path });
    if (gone.ok && !work.isOver) await run('page.noteAnswer', { forgotten: slug });
    return gone.ok;
  }

  async function renew(client: Pick<RelayClient, 'signed'>, page: PublicPage): Promise<boolean> {
    const key = (await deps.keys.pair(page.keyNumber))?.publicKey;
    const document = key && composePage(records, page, { workspace, key, now: now() });
    if (document === undefined) return true;
    const text = canonicalJson({ ...document, issuedAt: 0, expiresAt: 0 } as Json);
    if (put?.content === text && now() - put.at < day) return true;
    const payload = writePayload(document);
    const signature = toBase64Url(await deps.sign(forPurpose(pagePurpose, utf8(payload))));
    const { picture } = page;
    const body = { payload, signature, ...(picture !== undefined && { picture }) };
    const taken = await client.signed({ method: 'PUT', path: pagePath(workspace, document.slug), body });
    if (work.isOver) return true;
    if (taken.ok) put = { content: text, at: now() };
    if (taken.ok && (page.shownApproval ?? 0) < document.approval)
      await run('page.noteAnswer', { shown: document.approval });
    const refused = taken.ok ? null : lasting.has(taken.error.code) ? taken.error.code : undefined;
    if (refused !== undefined && (page.refused ?? null) !== refused)
      await run('page.noteAnswer', { refused });
    return taken.ok || refused !== undefined;
  }

  deps.changes.on([...followed], () => alarm.reset(pause));
  return { wake: start };
}
