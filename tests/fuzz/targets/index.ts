import type { Target } from '../engine.ts';
import { createFuzzWorld } from '../world.ts';
import { backupFileTarget, openBackupTarget, restoreTarget } from './backups.ts';
import { bridgeAnswerTarget, bridgeRequestTarget } from './bridge.ts';
import { envelopeTarget } from './envelopes.ts';
import { channelTarget, deviceMessageTarget, relayFrameTarget, stampTarget } from './frames.ts';
import { hostileDeliveryTarget, inboxTarget } from './inbox.ts';
import { hostileRequestTarget, linkTarget, mailboxBodyTarget, noteTarget } from './invitations.ts';
import { grantTarget, lockTarget, recoveryTarget } from './locks.ts';
import { membershipChainTarget, membershipTarget } from './memberships.ts';
import { innerUpdateTarget, outerUpdateTarget, recordEntryTarget } from './records.ts';
import { enrolAnswerTarget, relayAnswerTarget } from './relay-answers.ts';
import { webhookBodyTarget, webhookSignatureTarget } from './webhooks.ts';

/** Everything that reads what somebody else has written. */
export async function allTargets(): Promise<Target[]> {
  const world = await createFuzzWorld();
  return [
    await envelopeTarget(world),
    await membershipTarget(world),
    await membershipChainTarget(world),
    linkTarget(),
    noteTarget(),
    hostileRequestTarget(world),
    mailboxBodyTarget(),
    await lockTarget(world),
    recoveryTarget(world),
    grantTarget(world),
    backupFileTarget(),
    await openBackupTarget(world),
    await restoreTarget(world),
    inboxTarget(world),
    hostileDeliveryTarget(world),
    innerUpdateTarget(),
    recordEntryTarget(),
    outerUpdateTarget(),
    relayFrameTarget(),
    channelTarget(),
    deviceMessageTarget(),
    stampTarget(),
    webhookSignatureTarget(),
    webhookBodyTarget(),
    bridgeRequestTarget(),
    bridgeAnswerTarget(),
    await relayAnswerTarget(world),
    await enrolAnswerTarget(world),
  ];
}
