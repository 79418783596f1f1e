import { z } from 'zod';
import { accountIdOf, mailAccountSchema, mailServerUrl } from '#shared/domain/channel.ts';
import { idSchema } from '#shared/domain/common.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';
import { checkAgreed } from './news.ts';

/** What an owner says of a mailbox; another address is another mailbox. */
const server = mailAccountSchema
  .pick({ host: true, port: true, security: true, user: true, password: true })
  .extend({ name: z.string().trim().min(1).max(100) })
  .strip();
const given = server.extend(mailAccountSchema.pick({ address: true }).shape);
export type GivenMailAccount = z.infer<typeof given>;

const connect = defineCommand({
  name: 'mail.connect',
  title: 'Connect a mailbox',
  args: given,
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
  run(draft, { id }) {
    if (draft.get('mailAccounts', id) === undefined) return missing();
    draft.remove('mailAccounts', id);
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

export const mailAccountCommands = [connect, update, disconnect, resume] as const;
