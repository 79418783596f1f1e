import { deliveryState } from '#shared/channels/delivery.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/**
 * The messages that this device may have to send: its own, and those for later, whichever device they were written
 * on. What went out leaves it, so that it stays short however much was ever sent.
 */
export interface Outbox {
  /** As they are now. */
  messages(): Message[];
  /** What of these changed messages is still to be sent. */
  follow(ids: Iterable<string>): void;
  /** Older messages can be read now. */
  readAgain(): void;
}

export function createOutbox(deps: {
  records: RecordReader;
  deviceId: string;
  /** All that may ever have written a message. */
  deviceIds(): Iterable<string>;
}): Outbox {
  const { records, deviceId } = deps;
  /** Read when it is first asked for, and followed from then on. */
  let ids: Set<string> | undefined;

  const isWanted = (message: Message | undefined): boolean =>
    message !== undefined &&
    (message.deviceId === deviceId || message.sendAt !== undefined) &&
    (isQueued(message) || failedLater(message));

  function read(): Set<string> {
    const written = [...new Set([deviceId, ...deps.deviceIds()])].flatMap((id) =>
      records.by('messages', 'deviceId', id),
    );
    return new Set(written.map(({ id }) => id).filter((id) => isWanted(readMessage(records, id))));
  }

  return {
    messages() {
      ids ??= read();
      return [...ids].flatMap((id) => readMessage(records, id) ?? []);
    },
    follow(changed) {
      for (const id of changed) {
        if (isWanted(readMessage(records, id))) ids?.add(id);
        else ids?.delete(id);
      }
    },
    readAgain: () => (ids = undefined),
  };
}

/** It waits to be sent. */
export function isQueued({ direction, attemptedAt, heldAt, ...message }: Message): boolean {
  const waits = direction === 'out' && attemptedAt === undefined && heldAt === undefined;
  return waits && deliveryState(message) === 'queued';
}

/** Meta took it first, and gave up on it. What was refused at once is queued already. */
export function failedLater(message: Message): boolean {
  const { direction, error, retriedAs, externalId } = message;
  const isOpen = direction === 'out' && error !== undefined && retriedAs === undefined;
  return isOpen && externalId !== undefined && deliveryState(message) === 'failed';
}
