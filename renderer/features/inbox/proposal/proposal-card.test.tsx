import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { proposeJob } from '#shared/agent/extraction/proposal.ts';
import { factsFor, plumber } from '#shared/agent/testing.ts';
import type { Job } from '#shared/domain/job.ts';
import type { VisitRecord } from '#shared/domain/visit.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { WordsWithEvidence } from './evidence.tsx';
import { ProposalCard } from './proposal-card.tsx';

beforeAll(() => startMessages());

const conversation = {
  id: 'talk',
  contactId: 'maria',
  channel: 'whatsapp' as const,
  accountId: 'a',
  state: 'open' as const,
  createdAt: 0,
  lastAt: 0,
};

test('a time that is taken, or at which the business is closed, is told at the proposal, and is no obstacle', async () => {
  const proposal = proposeJob('talk', factsFor('Boiler service on Sunday at 10? 12 Orchard Lane'))!;
  const { day, time } = proposal.when!.readings[0]!;
  const start = momentOf(day!, time!, plumber.timeZone)!;
  const job: Job = {
    id: 'taken',
    contactId: 'maria',
    title: 'Blocked drain',
    createdAt: 0,
  };
  const visit: VisitRecord = {
    id: 'visit',
    jobId: 'taken',
    createdAt: 0,
    plannedFor: start,
    time: { start: start + 1000, end: start + 3_600_000, zone: plumber.timeZone },
  };
  takePatches([
    { collection: 'business', upsert: [plumber], remove: [] },
    { collection: 'jobs', upsert: [job], remove: [] },
    { collection: 'visits', upsert: [visit], remove: [] },
  ]);
  onTestFinished(clearTables);
  mount(<ProposalCard conversation={conversation} proposal={proposal} />);
  const card = page.getByRole('region', { name: 'Proposed job' });
  await expect.element(card.getByText(/there is “Blocked drain”/)).toBeVisible();
  await expect.element(card.getByText(/You are closed on/)).toBeVisible();
  await expect.element(card.getByRole('button', { name: /^Make job/ })).toBeEnabled();
});

test('what a proposed job rests on is marked in the message by pointer and by keyboard alike', async () => {
  const text = 'Boiler service on Tuesday at 10? 12 Orchard Lane';
  const facts = factsFor(text);
  const host = mount(
    <>
      <button type="button">Before</button>
      <WordsWithEvidence messageId={facts.messages[0]!.id} text={text} />
      <ProposalCard conversation={conversation} proposal={proposeJob('talk', facts)!} />
      <button type="button">Elsewhere</button>
    </>,
  );
  const marks = () => [...host.querySelectorAll('mark')].map(({ textContent }) => textContent);
  const makeJob = page.getByRole('button', { name: /^Make job/ });
  await expect.element(makeJob).toBeVisible();
  // The pointer may still be where an earlier test has left it: over the card.
  await userEvent.click(page.getByRole('button', { name: 'Before' }));
  await expect.poll(marks).toEqual([]);

  await userEvent.tab();
  await expect.element(makeJob).toHaveFocus();
  await expect.poll(marks).toEqual(['Boiler', 'service', 'on Tuesday at 10', '12 Orchard Lane']);
  await userEvent.tab();
  await userEvent.tab();
  expect(marks()).toHaveLength(4);
  await userEvent.tab();
  await expect.element(page.getByRole('button', { name: 'Elsewhere' })).toHaveFocus();
  await expect.poll(marks).toEqual([]);

  await userEvent.hover(page.getByRole('region', { name: 'Proposed job' }));
  await expect.poll(marks).toHaveLength(4);
});
