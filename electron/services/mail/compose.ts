import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailAccess, OutgoingMail } from '#shared/bridge/contract.ts';
import type { Bytes } from '#shared/lib/bytes.ts';

export interface MailParts {
  account: Pick<MailAccess, 'name' | 'address'>;
  mail: OutgoingMail;
  file: Bytes[] | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/** An e-mail as it goes over the wire: plain words, at most one file and an appointment, no picture that tells when it is read. */
export function composeMail({ account, mail, file, now }: MailParts): Promise<Buffer> {
  const { messageId, to, subject, text, references, unsubscribeUrl } = mail;
  const composer = new MailComposer({
    from: { name: inOneLine(account.name), address: account.address },
    to: { name: '', address: to },
    subject: inOneLine(subject),
    text,
    date: new Date(now),
    messageId,
    inReplyTo: references.at(-1),
    references: references.length === 0 ? undefined : [...references],
    headers: unsubscribeUrl === undefined ? [] : oneClick(unsubscribeUrl),
    attachments: [
      ...(file === undefined || mail.file === undefined ? [] : [attached(mail.file, Buffer.concat(file))]),
      ...(mail.calendar === undefined ? [] : [attachedCalendar(mail.calendar)]),
    ],
    // Nothing is read from disk or fetched, whatever an address looks like.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

function attached({ filename, mimeType }: { filename: string; mimeType: string }, content: Buffer) {
  return { filename: inOneLine(filename), contentType: mimeType, content };
}

/** Mail programs offer to take it into the calendar, or out of it, by the method that it names. */
function attachedCalendar({ filename, text }: NonNullable<OutgoingMail['calendar']>) {
  const method = /^METHOD:([A-Z]+)\r?$/m.exec(text)?.[1] ?? 'PUBLISH';
  const mimeType = `text/calendar; charset=utf-8; method=${method}`;
  return attached({ filename, mimeType }, Buffer.from(text));
}

/** RFC 8058: a mailbox's own button does it, without a page. Prepared, so that no line is broken within the address. */
function oneClick(
  url: string,
): { key: string; value: { prepared: true; foldLines: false; value: string } }[] {
  const header = (key: string, value: string) => {
    return { key, value: { prepared: true, foldLines: false, value } } as const;
  };
  return [
    header('List-Unsubscribe', `<${new URL(url).href}>`),
    header('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'),
  ];
}

/** Header fields have one line. */
function inOneLine(words: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what ends a line, or what no name has
  return words.replaceAll(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
}
