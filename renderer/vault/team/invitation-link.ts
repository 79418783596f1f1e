import { z } from 'zod';
import { readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { isPlainJson, parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { invitationSecretBytes } from '#shared/sync/invitation.ts';
import { workspaceIdPattern } from '#shared/sync/protocol.ts';

const linkSchema = z.looseObject({
  version: z.literal(1),
  relayUrl: z.url({ protocol: /^https?$/ }),
  /** The relay's identity: another one at the address is refused. */
  relayId: z.string().optional(),
  workspace: z.string().regex(workspaceIdPattern),
  secret: z.string().refine((text) => (readBase64Url(text)?.length ?? 0) >= invitationSecretBytes),
  /** So that the new device can say whose link this is, before anything is known of the workspace. */
  businessName: z.string().max(200),
});
export type InvitationLink = z.infer<typeof linkSchema>;

/** Everything stands behind the `#`, which no server gets to see. */
export function writeLink(link: InvitationLink): string {
  return `plumbline://join#join=${toBase64Url(utf8(JSON.stringify(link)))}`;
}

export function readLink(text: string): Result<InvitationLink> {
  const encoded = /#(?:join=)?([\w-]+)\s*$/.exec(text.trim())?.[1];
  const link = linkSchema.safeParse(encoded === undefined ? undefined : decoded(encoded));
  if (link.success) return ok(link.data);
  return problem(
    'team.bad-link',
    'This is no invitation of Plumbline, or a part of it is missing. Nothing was changed.',
    'Copy the whole link, or ask for a new one.',
  );
}

function decoded(text: string): unknown {
  const bytes = readBase64Url(text);
  const json = bytes && parseJsonBytes(bytes);
  return isPlainJson(json) ? json : undefined;
}
