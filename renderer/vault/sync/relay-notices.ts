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

const whoUsesIt =
  'Nothing is lost. Find out who uses this device; remove it under Settings → Team if need be.';

/** By kind of doubt: what has happened, behind the device's name, and what to do. */
const doubts: Record<Doubt['kind'], { happened: string; remedy: string }> = {
  forked: {
    happened:
      'writes from two places at once: its data were copied, or an older state of it was brought back.',
    remedy: 'Stop both under Settings → Team. What both wrote until then stays.',
  },
  disproved: {
    happened: 'has summed up the team’s work as something else than it is. That is left out.',
    remedy: whoUsesIt,
  },
  refused: {
    happened: 'has written in somebody else’s name, or removed what stays for good. That is left out.',
    remedy: whoUsesIt,
  },
  invented: {
    happened: 'counts work of another device that this one has never written. Nobody goes by it.',
    remedy: whoUsesIt,
  },
  'taken-away': {
    happened: 'has taken work out of its rooms. It is safe on this device, which gives it back.',
    remedy: 'If it happens again, use another relay: Settings → Relay.',
  },
};

/** What the owner is told of what honest devices and an honest relay never do. */
export function doubtProblem({ kind }: Doubt, deviceName = 'A device'): Problem {
  const { happened, remedy } = doubts[kind];
  const who = kind === 'taken-away' ? 'The relay' : deviceName;
  return { code: `trust.${kind}`, message: `${who} ${happened}`, remedy };
}

/** What everybody is told when a relay shows a second history of the team, signed as well. */
export function otherHistoryProblem(waitsForWords: boolean): Problem {
  if (waitsForWords) return heldBackProblem();
  return {
    code: 'team.other-history',
    message: 'The relay shows another history of the team than this device knows. Nothing of it counts here.',
    remedy:
      'Two owners changed the team apart. Open Plumbline on an owner’s computer: it brings both together.',
  };
}

/** Why what is written on this device does not go out. */
export function heldBackProblem(): Problem {
  return {
    code: 'team.held-back',
    message:
      'Two owners have each taken the other out of the team. What you write is safe and stays on this device until it is settled who is in.',
    remedy:
      'On the computer whose team is right, make new recovery words: Settings → Security. Then all of it goes out.',
  };
}
