import { useMemo } from 'react';
import type { ArgsOf } from '#shared/commands/index.ts';
import { mailAddressesOf } from '#shared/domain/mail.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { run } from '../commands.ts';
import { useRecords, useTable } from '../records.ts';
import { vault } from '../vault-client.ts';

/** How an e-mail goes out from here. */
export interface MailWay {
  /** `program`: no mailbox is connected, so that the computer's own mail program has to do it. */
  by: 'mailbox' | 'program';
  contactId: string;
  /** The customer's, the usual one first. */
  addresses: string[];
}

/** `undefined` where neither a mailbox nor an address is there. */
export function useMailWay(contactId: string): MailWay | undefined {
  const contacts = useTable('contacts');
  const isConnected = useRecords('mailAccounts').length > 0;
  return useMemo(() => {
    const id = mergedTarget(contactId, (each) => contacts.get(each));
    const contact = contacts.get(id);
    const addresses = contact === undefined ? [] : mailAddressesOf(contact);
    if (contact === undefined || (!isConnected && addresses.length === 0)) return undefined;
    return { by: isConnected ? 'mailbox' : 'program', contactId: id, addresses };
  }, [contacts, contactId, isConnected]);
}

type Mail = Omit<ArgsOf<'mail.send'>, 'file'>;

/** Makes a file, and has it go out by e-mail; gives what stood in the way. */
export async function mailPdf(mail: Mail, make: () => Promise<Result<File>>): Promise<Problem | undefined> {
  const made = await make();
  const file = made.ok ? await vault().attach(made.value, made.value.name) : made;
  if (!file.ok) return file.error;
  const sent = await run('mail.send', { ...mail, file: file.value }, { quiet: true });
  return sent.ok ? undefined : sent.error;
}

/** Opens the computer's own mail program with the words; a file it cannot be given. */
export function mailtoLink(to: string, { subject, text }: { subject: string; text: string }): string {
  return `mailto:${encodeURIComponent(to).replace('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
}
