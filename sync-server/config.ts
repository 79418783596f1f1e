import { join } from 'node:path';
import { homedir } from 'node:os';
import { z } from 'zod';
import { workspacePolicies } from './auth/admission.ts';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const environment = z
  .object({
    RELAY_HOST: z.string().min(1).default('127.0.0.1'),
    RELAY_PORT: z.coerce.number().int().min(0).max(65535).default(4600),
    RELAY_DATA: z.string().min(1).default(join(homedir(), '.plumbline-relay')),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'DATABASE_URL must be a postgres:// address' })
      .optional(),
    RELAY_SECRET: z.string().min(32, 'RELAY_SECRET must have 32 characters or more').optional(),
    RELAY_TRUSTED_PROXIES: list,
    RELAY_WORKSPACES: z.enum(workspacePolicies).default('open'),
    RELAY_WORKSPACE_TOKENS: list.refine(
      (tokens) => tokens.every((token) => /^\S{16,}$/.test(token)),
      'each token must have 16 characters or more, and no spaces',
    ),
    RELAY_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  })
  .refine((env) => env.DATABASE_URL === undefined || env.RELAY_SECRET !== undefined, {
    path: ['RELAY_SECRET'],
    error: 'with DATABASE_URL, RELAY_SECRET is needed: the same one for every relay on the database',
  });

/** The relay's settings from its environment, or what is wrong with them. */
export function readConfig(env: Record<string, string | undefined>) {
  const parsed = environment.safeParse(env);
  if (parsed.success) return { ok: true as const, value: parsed.data };
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return { ok: false as const, error: wrong.join('\n') };
}
