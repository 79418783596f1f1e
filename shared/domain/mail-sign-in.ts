import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';
import { httpOrigin } from './egress.ts';
import { signInServerSchema } from './sign-in-server.ts';

/** Who has mailboxes that are signed in to at the provider itself (XOAUTH2), with no password here. */
export const mailProviders = ['google', 'microsoft'] as const;
export type MailProvider = (typeof mailProviders)[number];

const name = z
  .string()
  .trim()
  .regex(/^[\w.~-]{6,200}$/);

/** The owner's own registration of Plumbline at a provider. */
export const mailClientSchema = z.object({
  provider: z.enum(mailProviders),
  clientId: name,
  /** Of Google's desktop clients, which does not call it a secret; Microsoft's have none. */
  clientSecret: name.optional(),
  server: signInServerSchema.optional(),
});
export type MailClient = z.infer<typeof mailClientSchema>;

/** How a mailbox is signed in to. What opens it is in `mailKeys`, which no window sees. */
export const mailSignInSchema = mailClientSchema.omit({ clientSecret: true });

/** What opens a mailbox, under its account's id. */
export const mailKeySchema = z.looseObject({
  id: idSchema,
  ...mailClientSchema.shape,
  /** Good until somebody takes it back. Empty where only the rest of the record came. */
  refreshToken: z.string().max(8000),
  /** Its mailbox was disconnected: it is used for nothing, and stays until the provider knows. */
  leftAt: momentSchema.optional(),
});
export type MailKey = z.infer<typeof mailKeySchema>;

/** The smallest right that sends over SMTP: Google has no smaller one, and Microsoft gives what lasts only by name. */
export const mailScopes: Record<MailProvider, string[]> = {
  google: ['https://mail.google.com/'],
  microsoft: ['https://outlook.office.com/SMTP.Send', 'offline_access'],
};

/** Whether what was granted is enough to send. */
export function maySend(provider: MailProvider, scopes: readonly string[]): boolean {
  return scopes.includes(mailScopes[provider][0]!);
}

/** Microsoft has no place where a program gives its right back. */
export function canGiveBack({ provider }: Pick<MailKey, 'provider'>): boolean {
  return provider === 'google';
}

const origins: Record<MailProvider, string> = {
  google: 'https://oauth2.googleapis.com',
  microsoft: 'https://login.microsoftonline.com',
};

/** Where another right is asked for. */
export function signInOrigin({ provider, server }: Pick<MailClient, 'provider' | 'server'>): string {
  return server === undefined ? origins[provider] : httpOrigin(new URL(server));
}
