import type { Problem } from '#shared/lib/result.ts';
import type { Doubt } from '../books/doubts.ts';

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

/** What the owner is told of what honest devices and an honest relay never do. */
export function doubtProblem({ kind }: Doubt, deviceName = 'A device'): Problem {
  switch (kind) {
    case 'forked':
      return {
        code: 'trust.forked',
        message: `${deviceName} writes from two places at once: somebody may have copied its data.`,
        remedy:
          'Remove this device under Settings → Team, and let it in anew. Both parts of its work are kept.',
      };
    case 'disproved':
      return {
        code: 'trust.disproved',
        message: `${deviceName} has summed up the team’s work as something else than it is. That is left out.`,
        remedy: 'Nothing is lost. Find out who uses this device; remove it under Settings → Team if need be.',
      };
    case 'refused':
      return {
        code: 'trust.refused',
        message: `${deviceName} has written in somebody else’s name, or removed what stays for good. That is left out.`,
        remedy: 'Nothing is lost. Find out who uses this device; remove it under Settings → Team if need be.',
      };
    case 'taken-away':
      return {
        code: 'trust.taken-away',
        message: 'Work was taken out of the relay. It is safe on this device, which gives it back.',
        remedy: 'If it happens again, use another relay: Settings → Relay.',
      };
  }
}
