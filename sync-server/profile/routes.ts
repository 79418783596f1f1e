import { createHash } from 'node:crypto';
import { fromBase64Url, readBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { createVerifier, forPurpose } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import {
  mostPageLasts,
  mostPictureBytes,
  type PageDocument,
  pagePurpose,
  readPayload,
  type SignedPage,
  signedPageSchema,
} from '#shared/public-page/document.ts';
import { slugProblem } from '#shared/public-page/slug.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Caller } from '../auth/credentials.ts';
import type { Memberships } from '../auth/memberships.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { HttpAnswer, Route, RoutedRequest } from '../http/messages.ts';
import { jsonOf } from '../http/messages.ts';
import { answer, diskFull, done, fail, malformed } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { PageStore } from '../storage/pages.ts';
import type { PageAssets } from './assets.ts';
import { readerRoutes } from './readers.ts';

export interface PageDeps {
  storage: PageStore;
  memberships: Pick<Memberships, 'find'>;
  authenticate: Authenticate;
  space: DiskSpace;
  limits: Limits;
  crypto: WebCrypto;
  assets: PageAssets | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Roles that may show something of the business to everybody. */
const mayPublish = new Set(['owner', 'manager']);

const refusals = {
  taken: 'This address belongs to somebody else. Choose another one.',
  withdrawn: 'This page was taken away by its owner. Nothing was changed.',
  older: 'A newer page stands there. Nothing was changed.',
  'too-many': 'This workspace has as many addresses here as it may.',
} as const;

/** Public pages: put there and taken away by devices, read by everybody. */
export function pageRoutes(deps: PageDeps): Route[] {
  const { storage, limits, now } = deps;

  async function put(workspace: string, slug: string, caller: Caller, request: RoutedRequest) {
    const body = signedPageSchema.safeParse(jsonOf(request));
    const document = body.success ? readPayload(body.data.payload) : undefined;
    if (!body.success || document === undefined || !isAt(document, { workspace, slug }, now()))
      return malformed();
    if (!(await isSigned(deps, workspace, caller.device, body.data)))
      return fail(403, 'page.signature', 'The signature is not that of this device. Nothing was changed.');
    if (!fitsPicture(document, body.data.picture)) return malformed();
    if (deps.space.spareBytes() === 0) return diskFull();
    const { payload, signature, picture } = body.data;
    const etag = createHash('sha256').update(payload).update(signature).digest('base64url').slice(0, 22);
    const { approval, issuedAt, expiresAt } = document;
    const page = { slug, workspace, approval, issuedAt, payload, signature, etag, expiresAt };
    const outcome = await storage.savePage(
      { ...page, device: caller.device, picture },
      limits.pagesPerWorkspace,
    );
    return outcome === 'saved' ? answer({ expiresAt }) : fail(409, `page.${outcome}`, refusals[outcome]);
  }

  async function withdraw(workspace: string, slug: string, query: URLSearchParams): Promise<HttpAnswer> {
    const approval = Number(query.get('approval') ?? NaN);
    if (!Number.isSafeInteger(approval) || approval < 1) return malformed();
    await storage.withdrawPage(workspace, slug, approval);
    return done;
  }

  const ofDevices = (
    method: 'PUT' | 'DELETE',
    act: (workspace: string, slug: string, caller: Caller, request: RoutedRequest) => Promise<HttpAnswer>,
  ): Route => ({
    method,
    path: '/v1/workspaces/:workspace/profile/:slug',
    async answer(request) {
      const [workspace, slug] = [request.params['workspace']!, request.params['slug']!];
      const caller = await deps.authenticate(request, workspace);
      if (!caller.ok) return caller.error;
      if (!mayPublish.has(caller.value.role))
        return fail(403, 'auth.role', 'Only the owner or a manager can change the public page.');
      if (slugProblem(slug) === 'reserved')
        return fail(409, 'page.reserved', 'This address is not given out. Choose another one.');
      return slugProblem(slug) === undefined ? act(workspace, slug, caller.value, request) : malformed();
    },
  });

  return [
    ofDevices('PUT', put),
    ofDevices('DELETE', (workspace, slug, _caller, { query }) => withdraw(workspace, slug, query)),
    ...readerRoutes(deps),
  ];
}

function isAt(document: PageDocument, place: { workspace: string; slug: string }, now: number): boolean {
  const { workspace, slug, expiresAt } = document;
  const isHere = workspace === place.workspace && slug === place.slug;
  return isHere && expiresAt > now && expiresAt <= now + mostPageLasts;
}

/** Signed by the device that brings it, as the team's newest record names it. */
async function isSigned(
  { memberships, crypto }: PageDeps,
  workspace: string,
  device: string,
  { payload, signature }: SignedPage,
): Promise<boolean> {
  const { devices = [] } = (await memberships.find(workspace))?.record ?? {};
  const key = devices.find(({ id }) => id === device)?.signKey;
  if (key === undefined) return false;
  const verify = await createVerifier(crypto, fromBase64Url(key));
  return verify(fromBase64Url(signature), forPurpose(pagePurpose, utf8(payload)));
}

function fitsPicture({ profile }: PageDocument, picture: SignedPage['picture']): boolean {
  if (picture === undefined) return profile.picture === undefined;
  const bytes = readBase64Url(picture.data);
  if (bytes === undefined || bytes.length > mostPictureBytes) return false;
  return createHash('sha256').update(bytes).digest('base64url') === profile.picture;
}
