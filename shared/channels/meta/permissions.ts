import type { MetaKind } from '#shared/domain/channel.ts';

/** What a permission is needed for: without the first two nothing works, without `comments` no comments do. */
export type PermissionUse = 'messages' | 'delivery' | 'comments' | 'templates';

/** What a token has to be allowed, by the channel; see "Permissions" of each of Meta's products. */
const needed: Record<MetaKind, readonly [permission: string, use: PermissionUse][]> = {
  whatsapp: [
    ['whatsapp_business_messaging', 'messages'],
    ['whatsapp_business_management', 'templates'],
  ],
  messenger: [
    ['pages_messaging', 'messages'],
    ['pages_manage_metadata', 'delivery'],
    ['pages_read_engagement', 'comments'],
    ['pages_read_user_content', 'comments'],
    ['pages_manage_engagement', 'comments'],
  ],
  instagram: [
    ['instagram_basic', 'messages'],
    ['instagram_manage_messages', 'messages'],
    ['pages_manage_metadata', 'delivery'],
    ['instagram_manage_comments', 'comments'],
  ],
};

/** What a token lacks for a channel. `granted`: what Meta says of it; where it says nothing, nothing is missing. */
export function missingPermissions(
  kind: MetaKind,
  granted: readonly string[] | undefined,
): { permission: string; use: PermissionUse }[] {
  if (granted === undefined) return [];
  return needed[kind]
    .filter(([permission]) => !granted.includes(permission))
    .map(([permission, use]) => ({ permission, use }));
}
