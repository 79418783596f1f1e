import type { Problem } from '#shared/lib/result.ts';

/** From this many losses on, it is no accident. */
const tooOften = 3;

/** What the owner is told when the relay has again what it had lost. `count`: how often that has happened by now. */
export function lossProblem(count: number): Problem {
  return {
    code: 'relay.lost-work',
    message: 'The relay had lost work that it had stored. This device gave it back.',
    remedy:
      count < tooOften
        ? 'Nothing is lost. When and how much is listed under Settings → Relay.'
        : 'This has happened several times. Use another relay: Settings → Relay.',
  };
}

/** What the owner is told when a part of a device’s work does not come. */
export function missingProblem(deviceName: string | undefined): Problem {
  return {
    code: 'relay.missing-work',
    message:
      deviceName === undefined
        ? 'Work of a device is missing: the relay has passed on only a part of it.'
        : `Work of ${deviceName} is missing: the relay has passed on only a part of it.`,
    remedy: 'Open Plumbline on that device while it is online. If it stays missing, use another relay.',
  };
}
