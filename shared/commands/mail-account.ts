import { z } from 'zod';
import { signedOut } from '#shared/channels/email/errors.ts';
import { accountIdOf, mailAccountSchema, mailServerUrl } from '#shared/domain/channel.ts';
import { emailAddressSchema, idSchema } from '#shared/domain/common.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import { mailPresetFor, mailServers } from '#shared/domain/mail-presets.ts';
import { canGiveBack, mailClientSchema, mailKeySchema } from '#shared/domain/mail-sign-in.ts';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';
import { checkAgreed } from './news.ts';

/** What an owner says of a mailbox; another address is another mailbox. */
const name = z.string().trim().min(1).max(100);
const server = mailAccountSchema
  .pick({ host: true, port: true, security: true, user: true })
  .extend({ name, password: mailAccountSchema.shape.password.unwrap() })
  .strip();
const connected = server.extend(mailAccountSchema.pick({ address: true }).shape);
export type GivenMailAccount = z.infer<typeof connected>;

const connect = defineCommand({
  name: 'mail.connect',
  title: 'Connect a mailbox',
  args: connected,
  undoable: false,
  run(draft, args, context) {
    const { newId, now } = context;
    const agreed = checkAgreed(context, 'e-mail');
    if (!agreed.ok) return agreed;
    const safe = checkServer(args);
    if (!safe.ok) return safe;
    const account = { ...args, kind: 'email', id: newId(), createdAt: now } as const;
    const isKnown = [...draft.all('mailAccounts')].some(
      (known) => accountIdOf(known) === accountIdOf(account),
    );
    if (isKnown) {
      const message = 'This mailbox is connected already.';
      return err({ code: 'mail.exists', message, fields: [{ path: ['address'], message }] });
    }
    draft.create('mailAccounts', account);
    return ok({ id: account.id });
  },
});

/** Its owner has signed in at the provider: the mailbox is connected by that, or has a new right in the place of what it had. */
const signIn = defineCommand({
  name: 'mail.signIn',
  title: 'Sign in to a mailbox',
  args: z.strictObject({
    address: emailAddressSchema,
    name,
    client: mailClientSchema,
    refreshToken: mailKeySchema.shape.refreshToken.min(1),
  }),
  undoable: false,
  // What opens it comes from the provider, by way of the vault alone.
  internal: true,
  run(draft, { address, name: sender, client, refreshToken }, { newId, now }) {
    const { clientSecret, ...signedIn } = client;
    const fields = { name: sender, user: address, signIn: signedIn };
    const known = [...draft.all('mailAccounts')].find(
      (each) => each.address.toLowerCase() === address.toLowerCase(),
    );
    const id = known?.id ?? newId();
    const place = mailPresetFor(address) ?? mailServers[client.provider];
    const { host, port, security } = place;
    if (known === undefined) {
      const account = { ...fields, id, kind: 'email' as const, createdAt: now, address };
      draft.create('mailAccounts', { ...account, host, port, security });
    } else {
      // Signed in to anew it stays where its owner has it; from elsewhere it moves to the provider's server.
      const moves = known.signIn?.provider === client.provider ? {} : { host, port, security };
      const gone = { password: undefined, passwordExposed: undefined };
      draft.assign('mailAccounts', id, { ...fields, ...moves, ...gone });
      resumeSending(draft, id, now);
    }
    if (draft.get('mailKeys', id) !== undefined) draft.remove('mailKeys', id);
    draft.create('mailKeys', { id, ...signedIn, ...given({ clientSecret }), refreshToken });
    return ok({ id });
  },
});

/** The provider has given another key in the place of the one that is kept. */
const renewKey = defineCommand({
  name: 'mail.renewKey',
  title: 'Renew the key of a mailbox',
  args: z.strictObject({ id: idSchema, refreshToken: mailKeySchema.shape.refreshToken.min(1) }),
  undoable: false,
  internal: true,
  run(draft, { id, refreshToken }) {
    const key = draft.get('mailKeys', id);
    if (key === undefined || key.leftAt !== undefined) return missing();
    draft.patch('mailKeys', id, { refreshToken });
    return ok({ id });
  },
});

/** The provider lets nobody in by what is kept: nothing goes out until somebody signs in anew. */
const noteSignedOut = defineCommand({
  name: 'mail.noteSignedOut',
  title: 'Note that a mailbox has to be signed in to anew',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }, { now }) {
    if (draft.get('mailAccounts', id) === undefined) return missing();
    draft.patch('mailAccounts', id, { trouble: { code: signedOut, at: now } });
    return ok({ id });
  },
});

/** The provider knows that a mailbox was disconnected. */
const noteLeft = defineCommand({
  name: 'mail.noteLeft',
  title: 'Note that a mailbox’s right was given back',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }) {
    if (draft.get('mailKeys', id)?.leftAt !== undefined) draft.remove('mailKeys', id);
    return ok({ id });
  },
});

const update = defineCommand({
  name: 'mail.update',
  title: 'Change a mailbox',
  args: z.object({ id: idSchema, fields: server.partial() }),
  undoable: true,
  run(draft, { id, fields }, { now }) {
    const known = draft.get('mailAccounts', id);
    if (known === undefined) return missing();
    const { host = known.host, port = known.port, security = known.security } = fields;
    const safe = checkServer({ host, port, security });
    if (!safe.ok) return safe;
    draft.assign('mailAccounts', id, fields);
    if (fields.password !== undefined) draft.unset('mailAccounts', id, 'passwordExposed');
    // It may well work now: what waits is tried with it.
    if (Object.keys(fields).some((field) => field !== 'name')) resumeSending(draft, id, now);
    return ok({ id });
  },
});

const disconnect = defineCommand({
  name: 'mail.disconnect',
  title: 'Disconnect a mailbox',
  args: z.object({ id: idSchema }),
  // A password that the owner has thrown away must not come back by Ctrl+Z.
  undoable: false,
  run(draft, { id }, { now }) {
    if (draft.get('mailAccounts', id) === undefined) return missing();
    draft.remove('mailAccounts', id);
    const key = draft.get('mailKeys', id);
    // What can be given back stays until it is, also where that is later.
    if (key !== undefined && canGiveBack(key)) draft.patch('mailKeys', id, { leftAt: now });
    else if (key !== undefined) draft.remove('mailKeys', id);
    return ok({ id });
  },
});

const resume = defineCommand({
  name: 'mail.resume',
  title: 'Try to send e-mails again',
  args: z.object({ id: idSchema }),
  undoable: false,
  run(draft, { id }, { now }) {
    if (draft.get('mailAccounts', id) === undefined) return missing();
    resumeSending(draft, id, now);
    return ok({ id });
  },
});

/** Only a program of this computer may be spoken to without encryption. */
function checkServer(account: Pick<GivenMailAccount, 'host' | 'port' | 'security'>): Result<void> {
  if (account.security !== 'none' || isLoopback(new URL(mailServerUrl(account)))) return ok();
  const message = 'Without encryption only a mail program of this computer can be used.';
  return err({ code: 'mail.unsafe', message, fields: [{ path: ['security'], message }] });
}

function resumeSending(draft: RecordWriter, id: string, now: number): void {
  draft.unset('mailAccounts', id, 'trouble');
  draft.patch('mailAccounts', id, { resumedAt: now });
}

function missing(): Result<never> {
  return problem('mail.missing', 'This mailbox is no longer connected.');
}

export const mailAccountCommands = [
  connect,
  signIn,
  renewKey,
  noteSignedOut,
  noteLeft,
  update,
  disconnect,
  resume,
] as const;
