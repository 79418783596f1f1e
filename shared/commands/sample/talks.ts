/** A line of a sample conversation: who wrote it, how long ago, and what. */
export type SampleLine = [direction: 'in' | 'out', minutesAgo: number, text: string];

export interface SampleTalk {
  person: string;
  state: 'open' | 'resolved';
  /** Whether the owner has seen all of it. */
  read: boolean;
  lines: SampleLine[];
}

const hour = 60;
const day = 24 * hour;

export const sampleTalks: readonly SampleTalk[] = [
  {
    person: 'maria',
    state: 'open',
    read: false,
    lines: [
      ['in', 46, 'Hello, I got your number from a neighbour.'],
      [
        'in',
        44,
        'Our kitchen tap drips since this morning and it is getting worse. Could somebody come this week, and what would it cost about?',
      ],
    ],
  },
  {
    person: 'tom',
    state: 'open',
    read: true,
    lines: [
      ['in', 7 * hour, 'Hi, about the water heater: is tomorrow still on?'],
      ['out', 6 * hour + 40, 'Yes. We will be with you tomorrow between 9 and 10.'],
      ['in', 6 * hour + 31, 'Perfect. The side door is open.'],
      ['out', 6 * hour + 28, 'Thank you, see you tomorrow.'],
    ],
  },
  {
    person: 'ines',
    state: 'resolved',
    read: true,
    lines: [
      ['in', 6 * day + 3 * hour, 'The bathroom is fine again, thanks for coming so quickly.'],
      ['out', 6 * day + 2 * hour, 'Glad to hear it. The invoice is on its way.'],
      ['in', 6 * day + hour, 'Paid it just now.'],
    ],
  },
];
