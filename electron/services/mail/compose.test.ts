import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeMail } from './compose.ts';

const account = { name: 'Rivera Heating', address: 'office@rivera.example' };

/** The header of an e-mail as mail servers read it: folded lines are one. */
async function headerOf(parts: {
  name?: string;
  subject?: string;
  text?: string;
  url?: string;
  filename?: string;
}) {
  const bytes = await composeMail({
    account: { ...account, name: parts.name ?? account.name },
    mail: {
      messageId: '<abc@rivera.example>',
      to: 'marta@example.com',
      subject: parts.subject ?? 'Offer',
      text: parts.text ?? 'Hello',
      references: [],
      unsubscribeUrl: parts.url,
      file: { upload: 'u', filename: parts.filename ?? 'a.pdf', mimeType: 'application/pdf' },
    },
    file: [new Uint8Array([1, 2, 3])],
    now: 0,
  });
  const raw = bytes.toString('utf8');
  const [header = ''] = raw.split('\r\n\r\n', 1);
  const fields = header.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return { raw, header, names: fields.map((field) => field.split(':', 1)[0]!), fields };
}

/** All that the header of a letter may have; what is empty has no field. */
const usual = new Set([
  'From',
  'To',
  'Subject',
  'Message-ID',
  'Date',
  'MIME-Version',
  'Content-Type',
  'Content-Disposition',
  'Content-Transfer-Encoding',
]);

test('whatever a name, a subject, a text or a file is called, no other header comes of it', async () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(
      'x\r\nBcc: thief@evil.example',
      'x\nBcc: thief@evil.example',
      'x\r\n\r\nbody',
      'a\u2028Bcc: thief@evil.example',
      '=?utf-8?Q?x=0D=0ABcc:_thief@evil.example?=',
      '"; filename="other.exe',
    ),
  );
  await fc.assert(
    fc.asyncProperty(nasty, nasty, nasty, nasty, async (name, subject, text, filename) => {
      const { names, header } = await headerOf({ name, subject, text, filename });
      expect(names.filter((each) => !usual.has(each))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
      expect(header.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    }),
    { numRuns: 60 },
  );
});

test('the way out of advertising is one unbroken address with both of RFC 8058’s headers', async () => {
  const url = `https://relay.example/v1/unsubscribe/${'w'.repeat(22)}/${'t'.repeat(400)}?l=de`;
  const { raw, fields } = await headerOf({ url });
  expect(raw).toContain(`List-Unsubscribe: <${url}>\r\n`);
  expect(fields).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  expect((await headerOf({})).names).not.toContain('List-Unsubscribe');
});

test('an appointment comes as one that mail programs take into the calendar', async () => {
  const lines = ['BEGIN:VCALENDAR', 'METHOD:CANCEL', 'END:VCALENDAR', ''];
  const calendar = { filename: 'AB12CD.ics', text: lines.join('\r\n') };
  const mail = { messageId: '<a@b.example>', to: 'marta@example.com', subject: 'Cancelled', text: 'Hello' };
  const bytes = await composeMail({
    account,
    mail: { ...mail, references: [], calendar },
    file: undefined,
    now: 0,
  });
  const raw = bytes.toString('utf8').replaceAll(/\r\n[ \t]+/g, ' ');
  expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=CANCEL; name=AB12CD\.ics/);
  expect(raw).toContain(Buffer.from(calendar.text).toString('base64').slice(0, 60));
});
