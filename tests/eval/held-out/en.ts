import { labelled } from '../label.ts';

export const english = labelled('en', [
  [
    'plumber',
    'booking',
    "Morning! Jane gave me your number. We've got water dripping from the bathroom tap, would Thursday around 3pm suit you?",
    { service: 'tap', day: '2026-11-26', time: '15:00' },
  ],
  [
    'plumber',
    'booking',
    'loo wont flush!! someone free later today??',
    { service: 'toilet', day: '2026-11-20' },
  ],
  [
    'electrician',
    'booking',
    'Could you put up a new ceiling light for us on Weds the 25th at 1.30pm? Address is 22 Harbour Road',
    { service: 'light', day: '2026-11-25', time: '13:30', place: '22 Harbour Road' },
  ],
  [
    'cleaner',
    'booking',
    "We're moving out at the end of the month and need the whole flat done top to bottom. Saturday 28th, 9 in the morning?",
    { day: '2026-11-28', time: '09:00' },
  ],
  ['gardener', 'booking', 'Any chance of getting the grass cut before the weekend?', { service: 'lawn' }],
  [
    'salon',
    'booking',
    'Hiya, do you have a slot for a manicure tomorrow at quarter past two?',
    { service: 'manicure', day: '2026-11-21', time: '14:15' },
  ],
  [
    'gardener',
    'price',
    'Roughly what would it set me back to have a 10m ash tree taken down?',
    { service: 'tree' },
  ],
  ['salon', 'price', 'is colouring still 60 or has it gone up', { service: 'colouring' }],
  [
    'plumber',
    'complaint',
    "Third time I've written. The boiler still isn't working properly and nobody calls me back.",
    { service: 'boiler' },
  ],
  ['cleaner', 'complaint', 'I found the kitchen floor filthy after your visit, not what I paid for', {}],
  ['electrician', 'hours', 'What time do you guys close on Fridays', {}],
  ['salon', 'location', 'Whereabouts are you exactly? Is there parking', {}],
  ['plumber', 'human', 'Can I please talk to an actual person about this', {}],
  ['electrician', 'thanks', 'Brilliant, cheers for sorting that out so quickly', {}],
  ['gardener', 'greeting', 'Hey there, good afternoon', {}],
  ['cleaner', 'other', 'I left the key under the blue pot', {}],
]);
