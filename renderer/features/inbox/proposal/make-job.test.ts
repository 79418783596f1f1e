import { expect, test } from 'vitest';
import { factsFor, plumber, priceList } from '#shared/agent/testing.ts';
import { proposeJob } from '#shared/agent/extraction/proposal.ts';
import { asProposed, jobArgs } from './make-job.ts';

const conversation = {
  id: 'talk',
  contactId: 'maria',
  channel: 'whatsapp' as const,
  accountId: 'a',
  state: 'open' as const,
  createdAt: 0,
  lastAt: 0,
};

test('one key makes the job with its price, place and visit', () => {
  const proposal = proposeJob('talk', factsFor('Boiler service on Tuesday at 10? 12 Orchard Lane'))!;
  const args = jobArgs(conversation, proposal, asProposed(proposal), priceList[1], plumber.timeZone);
  const start = Date.UTC(2026, 10, 24, 10);
  expect(args).toMatchObject({
    contactId: 'maria',
    conversationId: 'talk',
    title: 'Boiler service',
    address: { street: '12 Orchard Lane' },
    items: [{ serviceId: 'boiler', unitPrice: '12050' }],
    visit: { start, end: start + 90 * 60_000 },
  });
});

test('a time that may mean two things becomes no visit until the owner says which', () => {
  const proposal = proposeJob('talk', factsFor('Boiler service on Tuesday, come at 5?'))!;
  expect(proposal.when?.readings).toHaveLength(2);
  expect(
    jobArgs(conversation, proposal, asProposed(proposal), undefined, plumber.timeZone).visit,
  ).toBeUndefined();
});
