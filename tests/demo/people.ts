import type { CustomerName } from '#tests/standins/graph/customers.ts';

/** A customer to text as, with something to begin with. Their numbers are reserved for fiction. */
export interface DemoCustomer extends CustomerName {
  name: string;
  openers: string[];
}

export const people: DemoCustomer[] = [
  {
    phone: '447700900123',
    name: 'Ana Lopes',
    openers: [
      'What do you charge?',
      'Hi, our kitchen tap is dripping. What does a repair cost?',
      'When are you free?',
      'Great, thank you!',
    ],
  },
  {
    phone: '447700900456',
    name: 'Jörg Bäcker',
    openers: [
      'The boiler is off again 🥶 no hot water since this morning',
      'Are you open on Saturday?',
      '12 Elm Street, second floor',
    ],
  },
  {
    phone: '447700900321',
    name: 'Ruth Palmer',
    openers: ['There is a strong smell of gas in our kitchen!', 'Hello? What does a boiler service cost?'],
  },
  {
    phone: '447700900654',
    name: 'Olivia Grant',
    openers: ['I have to cancel my visit on Thursday', 'Please stop sending me messages', 'START'],
  },
  {
    userId: 'GB.13491208655302741918',
    username: 'priya.n',
    name: 'Priya Nair',
    openers: ['Hello, do you also fit bathrooms?', 'How much for a new shower?', 'Please send me a quote'],
  },
];
