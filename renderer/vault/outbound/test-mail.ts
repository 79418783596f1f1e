import type { Bridge } from '#shared/bridge/bridge.ts';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import type { MailAccount } from '#shared/domain/channel.ts';
import { mailMessageId } from '#shared/domain/mail.ts';
import { newId, type RandomSource } from '#shared/lib/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { deliverMail } from './deliver.ts';
import type { MailRights } from './mail-rights.ts';

export interface TestWords {
  subject: string;
  text: string;
}

const usual: TestWords = {
  subject: 'Plumbline can send your e-mails',
  text: 'This is a test that you have sent to yourself. E-mails to customers go out the same way.',
};

interface TestMeans {
  bridge: Bridge;
  random: RandomSource;
  mailRights: Pick<MailRights, 'of'>;
}

/** Sends an e-mail from a mailbox to itself, and says in words what came of it. */
export async function testMail(
  { bridge, random, mailRights }: TestMeans,
  account: MailAccount,
  { subject, text }: TestWords = usual,
): Promise<Result<{ to: string }>> {
  const { address } = account;
  const access = await mailRights.of(account);
  if (!access.ok) return access;
  const sent = await deliverMail(bridge, access.value, {
    messageId: mailMessageId({ id: newId(random) }, address),
    to: address,
    subject,
    text,
    references: [],
  });
  if (!sent.ok) return sent;
  const { value } = sent;
  if (value.outcome === 'accepted') return ok({ to: address });
  if (value.outcome === 'refused')
    return problem('mail.refused', adviseOnSendError(value, 'email').sentence, saidBy(value.details));
  return problem(
    'mail.unreachable',
    value.reason,
    'Look at the server’s name and port, and at your connection.',
  );
}

function saidBy(details: string | undefined): string | undefined {
  return details === undefined ? undefined : `The server says: ${details}`;
}
