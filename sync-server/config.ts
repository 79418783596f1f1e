import { join } from 'node:path';
import { homedir } from 'node:os';
import { z } from 'zod';
import { workspacePolicies } from './auth/admission.ts';
import { defaultLimits } from './limits.ts';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const mebibytes = (standard: number) =>
  z.coerce
    .number()
    .min(1)
    .default(standard)
    .transform((count) => Math.round(count * 1024 * 1024));

const environment = z
  .object({
    RELAY_HOST: z.string().min(1).default('127.0.0.1'),
    RELAY_PORT: z.coerce.number().int().min(0).max(65535).default(4600),
    RELAY_DATA: z.string().min(1).default(join(homedir(), '.plumbline-relay')),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'DATABASE_URL must be a postgres:// address' })
      .optional(),
    RELAY_SECRET: z.string().min(32, 'RELAY_SECRET must have 32 characters or more').optional(),
    RELAY_IDENTITY_FILE: z.string().min(1).optional(),
    RELAY_BACKUPS: z.string().min(1).optional(),
    RELAY_BACKUP_HOURS: z.coerce.number().min(0).max(500).default(0),
    RELAY_BACKUPS_KEPT: z.coerce.number().int().min(1).max(1000).default(7),
    RELAY_BACKUPS_DAYS: z.coerce.number().int().min(1).max(3650).default(35),
    RELAY_S3_BUCKET: z.string().min(3).optional(),
    RELAY_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    RELAY_S3_REGION: z.string().min(1).default('us-east-1'),
    RELAY_QUOTA_MIB: mebibytes(4096),
    RELAY_QUOTA_BLOBS_MIB: mebibytes(16_384),
    RELAY_QUOTA_ROOMS: z.coerce.number().int().min(1).default(defaultLimits.roomsPerWorkspace),
    RELAY_QUOTA_WEBHOOKS: z.coerce.number().int().min(1).default(defaultLimits.webhooksPerDay),
    RELAY_TRUSTED_PROXIES: list,
    RELAY_WORKSPACES: z.enum(workspacePolicies).default('first'),
    RELAY_WORKSPACE_TOKENS: list.refine(
      (tokens) => tokens.every((token) => /^\S{16,}$/.test(token)),
      'each token must have 16 characters or more, and no spaces',
    ),
    RELAY_METRICS_TOKEN: z
      .string()
      .regex(/^\S{16,}$/, 'RELAY_METRICS_TOKEN must have 16 characters or more, and no spaces')
      .optional(),
    RELAY_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  })
  .refine((env) => env.DATABASE_URL === undefined || env.RELAY_SECRET !== undefined, {
    path: ['RELAY_SECRET'],
    error: 'with DATABASE_URL, RELAY_SECRET is needed: the same one for every relay on the database',
  })
  .refine(
    ({ DATABASE_URL: url, RELAY_WORKSPACES: policy, RELAY_WORKSPACE_TOKENS: tokens }) =>
      url === undefined || policy !== 'token' || tokens.length > 0,
    {
      path: ['RELAY_WORKSPACE_TOKENS'],
      error: 'with DATABASE_URL, RELAY_WORKSPACES=token needs tokens, with commas between them',
    },
  );

/** Their names, for documents and deployments. */
export const settings: string[] = Object.keys(environment.shape);

/** The relay's settings from its environment, or what is wrong with them. */
export function readConfig(env: Record<string, string | undefined>) {
  const parsed = environment.safeParse(env);
  if (parsed.success) return { ok: true as const, value: parsed.data };
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return { ok: false as const, error: wrong.join('\n') };
}
