import type { Adversary } from './adversary.ts';
import { inventedHeads, saidTwice } from './member-invents.ts';
import { lyingCheckpoint, memberFloods, memberForgesAudit, memberMovesRelay } from './member-lies.ts';
import type { AdversaryName } from './names.ts';
import { memberChangesMessages } from './member-messages.ts';
import { copiedProfile, restoredBackup, twoOwnersOffline } from './owners.ts';
import { relayDeletes, relayDeletesClosedYears } from './relay-deletes.ts';
import { relayHidesABook, relayHidesByDeletion, relayHidesFromOne } from './relay-hides.ts';
import { relayForges, relayReplaysElsewhere, relayRollsBack } from './relay-lies.ts';
import { twoOwnersApart } from './two-owners-apart.ts';
import { removedReadsRecovery, removedSigns, removedWritesOn } from './removed-device.ts';

export const adversaries: Record<AdversaryName, Adversary> = {
  'relay-deletes': relayDeletes,
  'relay-deletes-closed-years': relayDeletesClosedYears,
  'relay-hides-a-book': relayHidesABook,
  'relay-hides-by-deletion': relayHidesByDeletion,
  'relay-hides-from-one': relayHidesFromOne,
  'relay-rolls-back': relayRollsBack,
  'relay-replays-elsewhere': relayReplaysElsewhere,
  'relay-forges': relayForges,
  'member-floods': memberFloods,
  'member-forges-audit': memberForgesAudit,
  'member-changes-messages': memberChangesMessages,
  'member-moves-relay': memberMovesRelay,
  'lying-checkpoint': lyingCheckpoint,
  'invented-heads': inventedHeads,
  'said-twice': saidTwice,
  'removed-writes-on': removedWritesOn,
  'removed-signs': removedSigns,
  'removed-reads-recovery': removedReadsRecovery,
  'copied-profile': copiedProfile,
  'two-owners-offline': twoOwnersOffline,
  'two-owners-apart': twoOwnersApart,
  'restored-backup': restoredBackup,
};
