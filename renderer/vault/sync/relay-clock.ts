/** The device's clock, and how far the relay's is from it. */
export interface RelayClock {
  /** Epoch milliseconds, as the relay has them; the device's own as long as no relay has told its time. */
  now(): number;
  /** Epoch milliseconds as this device has them. */
  deviceNow(): number;
  /** How far the device is ahead of the relay (ms, negative: behind); `undefined` when no relay has told. */
  ahead(): number | undefined;
  /** The relay's time in an answer, with the device's when it asked and when it had the answer. */
  learn(relayTime: number, askedAt: number, answeredAt: number): void;
}

/**
 * For what has to be right between devices: when an invitation ends, who is here now. Records keep the device's
 * own time, so that no relay can date what the owner writes.
 */
export function createRelayClock(deviceNow: () => number): RelayClock {
  let ahead: number | undefined;
  return {
    now: () => deviceNow() - (ahead ?? 0),
    deviceNow,
    ahead: () => ahead,
    learn(relayTime, askedAt, answeredAt) {
      // The clock was set meanwhile, or the device slept: the next answer tells.
      if (answeredAt < askedAt) return;
      ahead = Math.round((askedAt + answeredAt) / 2 - relayTime);
    },
  };
}
