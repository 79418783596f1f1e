import type { MetaErrorRow } from '../errors.ts';

/** Somebody who commented has had the one private answer that the comment takes. */
export const alreadyAnswered = 10_900;

/**
 * What Messenger and Instagram mean by codes of their own, or otherwise than WhatsApp does ("Common error codes"
 * of the Messenger Platform). Numbers above 2,000,000 are subcodes: they say more than the code they come with.
 */
export const pageErrors: readonly MetaErrorRow[] = [
  {
    codes: [2_018_065, 2_018_278, 2_534_022, 131_047],
    reaction: 'window-shut',
    sentence: (name) =>
      `Too much time has passed since the customer last wrote, so ${name} takes no answer. Wait until the customer writes.`,
  },
  {
    codes: [551, 1_545_041, 2_018_001, 2_534_014, 131_026],
    reaction: 'never',
    sentence: (name) =>
      `${name} cannot deliver to this person: the account is gone, or takes no messages from you. Reach the customer another way.`,
  },
  {
    codes: [alreadyAnswered],
    reaction: 'never',
    sentence: () =>
      'This comment has been answered privately already, and it takes one such answer. Answer it in public, or wait until they write.',
  },
  {
    // A subcode: the thing that was meant does not exist, or is no longer seen.
    codes: [33],
    reaction: 'never',
    sentence: () => 'This comment, or its post, is no longer there.',
  },
  {
    codes: [32, 613, 80_002, 80_006],
    reaction: 'back-off',
    sentence: (name) => `${name} asks to send more slowly. Plumbline slows down by itself.`,
  },
  {
    codes: [1200],
    reaction: 'retry',
    sentence: (name) => `${name} has trouble of its own at the moment. Plumbline tries again later.`,
  },
  {
    codes: [2_018_047],
    reaction: 'fix',
    sentence: (name) => `${name} did not take the attachment. See the details for the reason.`,
  },
  {
    codes: [131_048, 131_064],
    reaction: 'pause-campaigns',
    sentence: (name) =>
      `Customers have blocked or reported messages of this account, and ${name} limits it. Pause mass messages.`,
  },
  {
    // Templates exist on WhatsApp only.
    codes: [132_000, 132_001, 132_008, 132_012, 132_015, 132_016],
    reaction: 'fix',
    sentence: (name) => `${name} knows no templates. Nothing was sent.`,
  },
];
