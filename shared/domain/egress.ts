import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/** Why a request leaves the device. Every request names its purpose. */
export const egressPurposes = [
  'relay',
  'channel.meta',
  'channel.files',
  'mail',
  'signIn',
  'calendar',
  'telegram',
  'google',
  'webhook',
  'model.local',
  'model.remote',
  'voice.local',
  'voice.remote',
  'program',
  'update',
] as const;
export const egressPurposeSchema = z.enum(egressPurposes);
export type EgressPurpose = z.infer<typeof egressPurposeSchema>;

/**
 * What the owner's settings allow: for each purpose, the origins (`https://host:port`) it may reach.
 * `https://*.host` stands for all names below the host.
 */
export const egressPolicySchema = z.object({
  localOnly: z.boolean(),
  origins: z.partialRecord(egressPurposeSchema, z.array(z.string())),
});
export type EgressPolicy = z.infer<typeof egressPolicySchema>;

/** A line of the ledger: what left or was refused. It holds no path, no query, no content. */
export const egressEntrySchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  purpose: egressPurposeSchema,
  origin: z.string(),
  method: z.string(),
  allowed: z.boolean(),
  /** Why it was refused. */
  reason: z.string().optional(),
  /** Size of the request's body in bytes, as far as it is known before it is sent. */
  bytes: z.number().int().nonnegative(),
  /** A program of this computer was told, and tells nobody else, as the owner says. */
  stays: z.boolean().optional(),
});
export type EgressEntry = z.infer<typeof egressEntrySchema>;

export type EgressDecision = { allowed: true } | { allowed: false; reason: string };

/** What a model on this computer is asked, and what one elsewhere is. */
const localPurposes: ReadonlySet<EgressPurpose> = new Set(['model.local', 'voice.local']);
const remotePurposes: ReadonlySet<EgressPurpose> = new Set(['model.remote', 'voice.remote']);

/** An address, or nothing where a text is none. */
export function parsedUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** `smtps:` is encrypted from the first byte on, `smtp:` before anything is said. */
const mailProtocols: ReadonlySet<string> = new Set(['smtp:', 'smtps:']);

const loopbackHosts = new Set(['localhost', '[::1]', '127.0.0.1']);

/** Whether the URL's host is this machine. A name that merely resolves to it does not count. */
export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(url.hostname);
}

/**
 * The one rule for leaving the device, used by every runtime. Deny by default: a purpose may reach only the
 * origins that the owner's settings name; a local model only this machine; a remote model never in local-only mode.
 */
export function decideEgress(purpose: EgressPurpose, url: URL, policy: EgressPolicy): EgressDecision {
  if (url.username !== '' || url.password !== '')
    return refuse('The address carries a user name or password.');
  const isMail = mailProtocols.has(url.protocol);
  if (isMail !== (purpose === 'mail')) return refuse('Only e-mail goes to a mail server, and nowhere else.');
  if (!isMail && !['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol))
    return refuse('Only web addresses may be reached.');
  if (localPurposes.has(purpose) && !isLoopback(url))
    return refuse('A local model must run on this computer.');
  if (remotePurposes.has(purpose) && policy.localOnly)
    return refuse('Local-only is on: nothing may be sent to a remote model.');
  // Whoever speaks to a mail server says nothing to it before the connection is encrypted: see `MailTransport`.
  const secure = isMail || url.protocol === 'https:' || url.protocol === 'wss:';
  if (!secure && !isLoopback(url)) return refuse('Only encrypted connections may leave this computer.');
  const origins = policy.origins[purpose] ?? [];
  if (!isNamedOrigin(url, origins)) return refuse('The settings do not name this address for this purpose.');
  return { allowed: true };
}

/** Whether one of the origins is the URL's. */
export function isNamedOrigin(url: URL, origins: readonly string[]): boolean {
  return origins.includes(httpOrigin(url)) || origins.some((origin) => isBelow(url, origin));
}

const anyBelow = 'https://*';

function isBelow({ protocol, host, hostname }: URL, origin: string): boolean {
  if (!origin.startsWith(`${anyBelow}.`)) return false;
  return protocol === 'https:' && host === hostname && hostname.endsWith(origin.slice(anyBelow.length));
}

/** The origin in http terms, so that `wss://relay` and `https://relay` count as one place. */
export function httpOrigin(url: URL): string {
  return `${url.protocol.replace(/^ws/, 'http')}//${url.host}`;
}

function refuse(reason: string): EgressDecision {
  return { allowed: false, reason };
}
