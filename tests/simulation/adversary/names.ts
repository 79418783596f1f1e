/** Who is not honest in a run. Each has a file of its name. */
export const adversaryNames = [
  'relay-deletes',
  'relay-deletes-closed-years',
  'relay-hides-a-book',
  'relay-hides-by-deletion',
  'relay-hides-from-one',
  'relay-rolls-back',
  'relay-replays-elsewhere',
  'relay-forges',
  'member-floods',
  'member-forges-audit',
  'member-changes-messages',
  'member-moves-relay',
  'lying-checkpoint',
  'invented-heads',
  'said-twice',
  'removed-writes-on',
  'removed-signs',
  'removed-reads-recovery',
  'copied-profile',
  'two-owners-offline',
  'two-owners-apart',
  'restored-backup',
] as const;
export type AdversaryName = (typeof adversaryNames)[number];

/**
 * Attacks against which there is no defence yet, with their case in cases/security.md. Where a defence is there, its
 * line goes: from then on every run may meet the attack.
 */
export const knownFailing: Partial<Record<AdversaryName, string>> = {};

export const activeAdversaries = adversaryNames.filter((name) => !(name in knownFailing));
