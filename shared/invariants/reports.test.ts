import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineCommand } from '#shared/commands/command.ts';
import { createDevice, type Device, meet } from '#shared/commands/testing-device.ts';
import { ukBusiness } from '#shared/commands/testing.ts';
import { reportPaper } from '#shared/domain/document/report.ts';
import { standingEvents } from '#shared/domain/job-event.ts';
import {
  highestVersion,
  lastThatSays,
  reportDigest,
  sentAs,
  sentReports,
} from '#shared/domain/sent-report.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { readReport } from '#shared/records/job-report.ts';
import { oneReportAVersion } from './reports.ts';

const names = [
  'business',
  'services',
  'contacts',
  'sites',
  'enquiries',
  'members',
  'staff',
  'jobs',
  'visits',
  'jobEvents',
  'jobFiles',
  'issued',
  'documents',
  'decisions',
  'conversations',
  'messages',
  'messageStates',
] as const;

const now = Date.UTC(2026, 10, 28);
const pdf = (name: string) => {
  const stored = { blob: 'b'.repeat(22), key: 'k'.repeat(43), size: 1000, mimeType: 'application/pdf' };
  return { ...stored, sha256: name.padEnd(43, 's'), name: `${name}.pdf` };
};

/** A customer writes. */
const write = defineCommand({
  name: 'test.write',
  title: 'Write',
  args: z.object({ contactId: z.string() }),
  undoable: false,
  run(draft, { contactId }) {
    const channel = { channel: 'whatsapp', accountId: 'a' } as const;
    const times = { createdAt: 0, lastAt: now, lastInboundAt: now };
    draft.create('conversations', { id: 'talk', contactId, ...channel, state: 'open', ...times });
    return ok({});
  },
});

/** Two devices that know a job whose customer has just written. */
function team() {
  const devices = [createDevice(1, names, () => now), createDevice(2, names, () => now)] as const;
  const [one, two] = devices;
  const did = (device: Device, command: Parameters<Device['run']>[0], args: unknown) =>
    expectOk(device.run(command, args)) as { id: string };
  did(one, 'business.setUp', { profile: ukBusiness, services: [] });
  const { id: contactId } = did(one, 'contact.create', { name: 'Maria' });
  const { id } = did(one, 'job.create', { contactId, title: 'Boiler' });
  did(one, write, { contactId });
  const meetAll = () => meet(one, two);
  meetAll();
  const report = (device: Device) => readReport(device.records, id, { photos: [], now })!;
  const says = (device: Device) => reportDigest(report(device), []);
  const note = (device: Device, customerNotes: string) =>
    did(device, 'job.update', { id, fields: { customerNotes } });
  let files = 0;
  const send = (device: Device) => {
    const to = { by: 'file', conversationId: 'talk', file: pdf(`sent-${++files}`), caption: '' };
    did(device, 'job.sendReport', { id, kept: pdf(`kept-${files}`), says: says(device), to });
  };
  const found = ({ records }: Device) =>
    oneReportAVersion.find(id, { ...records, exists: () => true, now: () => now });
  const settle = (device: Device, pick: number) => {
    const all = found(device).flatMap(({ settlements }) =>
      settlements.filter(({ command }) => command === 'finding.renumberReport'),
    );
    const chosen = all[pick % all.length];
    if (chosen !== undefined) did(device, chosen.command, chosen.args);
  };
  const sent = ({ records }: Device) => sentReports(standingEvents(records.by('jobEvents', 'jobId', id)));
  return { devices, one, two, id, meetAll, report, says, note, send, found, settle, sent };
}

test('two reports that got one number offline are named, and one of them gets the next: its print says so', () => {
  const { one, two, meetAll, report, says, note, send, found, settle, sent } = team();
  send(one);
  meetAll();
  note(one, 'The valve leaks.');
  send(one);
  note(two, 'The valve is tight.');
  send(two);
  meetAll();
  expect(sent(one).map(({ version }) => version)).toEqual([1, 2, 2]);
  expect(found(one)).toMatchObject([{ kind: 'versionTwice', decides: 'work' }]);
  expect(found(one)).toEqual(found(two));

  // The one that the job still says; both owners give it the next number while they cannot see each other.
  const current = sent(one).findIndex(({ report: { says: said } }) => said === says(one)) - 1;
  settle(one, current);
  settle(two, current);
  meetAll();
  expect([...found(one), ...found(two)]).toEqual([]);
  expect(
    sent(one)
      .map(({ version }) => version)
      .toSorted((a, b) => a - b),
  ).toEqual([1, 2, 3]);
  expect(sent(one)).toEqual(sent(two));

  const last = lastThatSays(sent(one), says(one));
  const paper = reportPaper({ ...report(one), version: last!.version, sentAs: sentAs(last) });
  expect(paper.body).toContain('Version 3 · sent before as version 2');
  // Sent again it is the same one, and what comes after is the fourth.
  send(one);
  expect(sent(one).at(-1)?.version).toBe(3);
  note(one, 'All is well.');
  send(one);
  expect(sent(one).at(-1)?.version).toBe(4);
});

test('each owner who gives another of the two the next number is told, and it ends with one number for each', () => {
  const { one, two, meetAll, note, send, found, settle, sent } = team();
  note(one, 'The valve leaks.');
  send(one);
  note(two, 'The valve is tight.');
  send(two);
  meetAll();
  settle(one, 0);
  settle(two, 1);
  meetAll();
  expect(sent(one).map(({ version }) => version)).toEqual([2, 2]);
  expect(found(one)).toMatchObject([{ kind: 'versionTwice' }]);
});

test('the same report, sent from two devices, is one version and nothing to decide', () => {
  const { one, two, meetAll, send, found } = team();
  send(one);
  send(two);
  meetAll();
  expect(found(one)).toEqual([]);
});

const step = fc.record({
  who: fc.nat({ max: 1 }),
  what: fc.constantFrom('note', 'send', 'send', 'settle', 'meet'),
  pick: fc.nat({ max: 3 }),
});

test('whatever two devices send and settle apart, in the end each number names one report on both', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const { devices, meetAll, note, send, found, settle, sent } = team();
      const numbers = new Map<string, number>();
      const sunk: string[] = [];
      for (const { who, what, pick } of steps) {
        const device = devices[who]!;
        if (what === 'note') note(device, `Said ${pick}`);
        if (what === 'send') send(device);
        if (what === 'settle') settle(device, pick);
        if (what === 'meet') {
          meetAll();
          for (const { id, version } of sent(device)) {
            if (version < (numbers.get(id) ?? 1)) sunk.push(id);
            numbers.set(id, version);
          }
        }
      }
      meetAll();
      for (let left = steps.length; left >= 0 && found(devices[0]).length > 0; left--) settle(devices[0], 0);
      meetAll();
      const [one, two] = devices;
      expect([...found(one), ...found(two)]).toEqual([]);
      expect(sent(one)).toEqual(sent(two));
      // The number of what was sent never goes back.
      expect(sunk).toEqual([]);
      expect([one.refused(), ...one.setAside()]).toEqual([0]);
      const byVersion = Map.groupBy(sent(one), ({ version }) => version);
      for (const reports of byVersion.values())
        expect(new Set(reports.map(({ report }) => report.says)).size).toBe(1);
      expect(highestVersion(sent(one))).toBeLessThanOrEqual(2 * steps.length);
    }),
    { numRuns: 100 },
  );
});
