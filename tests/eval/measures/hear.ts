import { hear } from '#shared/agent/heard/hear.ts';
import type { DangerKind } from '#shared/domain/danger.ts';
import type { HeardInIt } from './heard.ts';
import type { HeardMessage } from './sets.ts';

/** The trades of the sets as the product's. */
const tradeIds: Record<HeardMessage['trade'], string> = {
  plumber: 'plumbing',
  electrician: 'electrical',
  gasFitter: 'heating',
  cleaner: 'cleaning',
  tutor: 'other',
  salon: 'beauty',
  gardener: 'gardening',
  locksmith: 'locksmith',
  roofer: 'roofing',
};

/** The product's dangers in the words of the sets. */
const dangers: Record<DangerKind, NonNullable<HeardMessage['danger']>> = {
  gas: 'gas',
  fire: 'fire',
  electricity: 'electric',
  water: 'water',
  carbonMonoxide: 'co',
  injury: 'injury',
  threat: 'threat',
  wishToDie: 'selfHarm',
  trapped: 'trapped',
  collapse: 'structure',
};

/** What the product hears in a message of the sets. */
export function hearMessage({ text, trade }: HeardMessage): HeardInIt {
  const { danger, mayBeDanger, person, stop = null } = hear(text, { trades: [tradeIds[trade]] });
  return { danger: danger === undefined ? null : dangers[danger.kind], mayBeDanger, person, stop };
}
