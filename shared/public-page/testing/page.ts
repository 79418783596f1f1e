import type { PageDocument } from '../document.ts';

/** A page for tests. */
export function pageFor(workspace: string, slug: string, more: Partial<PageDocument> = {}): PageDocument {
  const now = Date.now();
  return {
    version: 1,
    workspace,
    slug,
    approval: 1,
    issuedAt: now,
    expiresAt: now + 86_400_000,
    key: 'A'.repeat(43),
    keyNumber: 1,
    locale: 'en-GB',
    country: 'GB',
    timeZone: 'Europe/London',
    profile: { name: 'Keller & Söhne' },
    requests: { rules: {} },
    ...more,
  };
}
