import { expect, test } from 'vitest';
import { messageTemplateId } from '#shared/domain/message-template.ts';
import { isAsSent, reportDigest, sentReports } from '#shared/domain/sent-report.ts';
import { standingEvents } from '#shared/domain/job-event.ts';
import { expectOk } from '#shared/lib/result.ts';
import { photosToShow, readReport } from '#shared/records/job-report.ts';
import { createMemoryRecords, ukBusiness } from './testing.ts';

const pdf = (name: string) => ({
  blob: `blob-of-${name}`.padEnd(22, '0'),
  key: 'k'.repeat(43),
  size: 1000,
  sha256: name.padEnd(43, 's'),
  mimeType: 'application/pdf',
  name: `${name}.pdf`,
});
const hour = 3_600_000;
const mailbox = {
  name: 'Rivera Heating',
  address: 'office@rivera.example',
  host: 'mail.rivera.example',
  port: 465,
  security: 'tls' as const,
  user: 'office',
  password: 'secret',
};

/** A job whose customer has written `hoursAgo`. */
function begin(hoursAgo: number) {
  const world = createMemoryRecords();
  const { now } = world.context;
  expectOk(world.run('business.setUp', { profile: ukBusiness, services: [] }));
  const { id: contactId } = expectOk(world.run('contact.create', { name: 'Maria' }));
  const { id } = expectOk(world.run('job.create', { contactId, title: 'Boiler' }));
  const talk = (name: string, of: string) => {
    const lastInboundAt = now - hoursAgo * hour;
    const after = { id: name, contactId: of, channel: 'whatsapp', accountId: 'a', state: 'open' };
    const whole = { ...after, createdAt: 0, lastAt: now, lastInboundAt };
    world.apply([
      { collection: 'conversations', id: name, path: [], before: undefined, after: whole as never },
    ]);
  };
  talk('talk', contactId);
  talk('other', 'somebody');
  const says = () =>
    reportDigest(readReport(world.records, id, { photos: [], now })!, photosToShow(world.list('jobFiles')));
  const byFile = (name: string) => ({
    by: 'file' as const,
    conversationId: 'talk',
    file: pdf(`${name}-sent`),
    caption: 'Job report',
  });
  const send = (name: string) =>
    world.run('job.sendReport', { id, kept: pdf(name), says: says(), to: byFile(name) });
  const sent = () => sentReports(standingEvents(world.list('jobEvents')));
  return { world, id, says, send, sent, byFile };
}

test('what was sent stays as it was; the same again is the same version, and after a change it is the next', () => {
  const { world, id, send, sent } = begin(1);
  expect(expectOk(send('one')).version).toBe(1);
  expect(expectOk(send('again')).version).toBe(1);
  expectOk(world.run('job.update', { id, fields: { customerNotes: 'Look at the gauge.' } }));
  expect(expectOk(send('two')).version).toBe(2);
  expect(world.list('messages')).toHaveLength(3);
  expect(sent().map(({ report }) => [report.version, report.by])).toEqual([
    [1, 'file'],
    [1, 'file'],
    [2, 'file'],
  ]);
  const [first] = sent();
  const kept = world.records.get('jobFiles', first!.report.fileId);
  expect(isAsSent(first!.report, kept)).toBe(true);
  expect(isAsSent(first!.report, { ...kept!, file: pdf('forged') })).toBe(false);
  // Neither the document nor the note of it can be taken away.
  const stays = { ok: false };
  expect(world.run('job.removeFile', { fileId: first!.report.fileId })).toMatchObject(stays);
  expect(world.run('job.takeBack', { id, eventId: first!.id })).toMatchObject(stays);
  expect(world.run('job.correctTime', { id, eventId: first!.id, at: 1 })).toMatchObject(stays);
});

test('outside the window a template tells of it, and the report is kept as it was then', () => {
  const { world, id, says, send, sent } = begin(30);
  expect(send('one')).toMatchObject({ error: { code: 'message.window-closed' } });
  expect([world.list('jobFiles'), sent()]).toEqual([[], []]);
  const template = {
    externalId: '1',
    name: 'your_report',
    language: 'en',
    category: 'UTILITY',
    status: 'APPROVED',
    components: [{ type: 'BODY', text: 'Hello {{1}}, your report is ready.' }],
  };
  expectOk(world.run('template.loaded', { businessAccountId: 'waba', templates: [template] }));
  const templateId = messageTemplateId('waba', 'your_report', 'en');
  const to = {
    by: 'template' as const,
    conversationId: 'talk',
    templateId,
    values: { 'body:1': 'Maria' },
  };
  expectOk(world.run('job.sendReport', { id, kept: pdf('one'), says: says(), to }));
  expect(world.list('messages')).toMatchObject([{ text: 'Hello Maria, your report is ready.' }]);
  expect(sent()).toMatchObject([{ report: { version: 1, by: 'template' } }]);
});

test('a report goes to nobody but the customer of its job', () => {
  const { world, id, says, sent, byFile } = begin(1);
  const to = { ...byFile('one'), conversationId: 'other' };
  expect(world.run('job.sendReport', { id, kept: pdf('one'), says: says(), to })).toMatchObject({
    error: { code: 'report.other-customer' },
  });
  expect([world.list('messages'), sent()]).toEqual([[], []]);
});

test('a report goes by e-mail with its document, to the job’s customer alone, and the next one follows it', () => {
  const { world, id, says, sent } = begin(1);
  expectOk(world.run('mail.connect', mailbox));
  const { contactId } = world.list('jobs')[0]!;
  const words = { to: 'maria@example.com', subject: 'Report', text: 'Hello Maria' };
  const mail = (of: string) => ({ by: 'mail' as const, contactId: of, ...words, file: pdf('sent') });
  const send = (of: string) =>
    world.run('job.sendReport', { id, kept: pdf('kept'), says: says(), to: mail(of) });
  const { id: somebody } = expectOk(world.run('contact.create', { name: 'Somebody' }));
  expect(send(somebody)).toMatchObject({ ok: false, error: { code: 'report.other-customer' } });
  expect(expectOk(send(contactId)).version).toBe(1);
  expect(sent().map(({ report }) => report.by)).toEqual(['mail']);
  const [message] = world.list('messages');
  expect(message).toMatchObject({ type: 'document', content: { mail: { to: words.to, aboutId: id } } });
  expectOk(world.run('message.accepted', { id: message!.id, externalId: '<first@rivera.example>' } as never));
  world.context.now += 1000;
  expectOk(send(contactId));
  expect(world.list('messages').find(({ id: other }) => other !== message!.id)).toMatchObject({
    replyTo: '<first@rivera.example>',
  });
});
