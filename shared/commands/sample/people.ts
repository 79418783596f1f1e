/** The sample's customers. Their numbers are from the ranges that are kept for fiction (+44 7700 900xxx). */
export interface SamplePerson {
  key: string;
  name: string;
  company?: string;
  phone: string;
  email?: string;
  street: string;
  tags?: string[];
  notes?: string;
  /** How long ago the business met them. */
  daysAgo: number;
}

export const samplePeople: readonly SamplePerson[] = [
  { key: 'maria', name: 'Maria Keller', phone: '+447700900101', street: '12 Orchard Lane', daysAgo: 1 },
  {
    key: 'tom',
    name: 'Tom Okafor',
    phone: '+447700900102',
    email: 'tom.okafor@example.com',
    street: '3 Harbour Street',
    daysAgo: 90,
  },
  {
    key: 'ines',
    name: 'Ines Duarte',
    phone: '+447700900103',
    email: 'ines@example.com',
    street: '48 Mill Road',
    tags: ['regular'],
    daysAgo: 320,
  },
  {
    key: 'bakery',
    name: 'Peter Lindgren',
    company: 'Lindgren Bakery',
    phone: '+447700900104',
    email: 'office@bakery.example.com',
    street: '1 Market Square',
    tags: ['business', 'regular'],
    notes: 'Deliveries until 9 in the morning: come after that. Water main is behind the flour store.',
    daysAgo: 410,
  },
  { key: 'aisha', name: 'Aisha Rahman', phone: '+447700900105', street: '27 Elm Avenue', daysAgo: 12 },
  {
    key: 'george',
    name: 'George Pappas',
    phone: '+447700900106',
    email: 'g.pappas@example.com',
    street: '9 Chapel Close',
    daysAgo: 60,
  },
  {
    key: 'clinic',
    name: 'Helen Brandt',
    company: 'Riverside Dental Clinic',
    phone: '+447700900107',
    email: 'reception@riverside.example.com',
    street: '60 River Walk',
    tags: ['business'],
    daysAgo: 200,
  },
  { key: 'noah', name: 'Noah Janssen', phone: '+447700900108', street: '5 Station Road', daysAgo: 33 },
  {
    key: 'lucia',
    name: 'Lucia Ferri',
    phone: '+447700900109',
    email: 'lucia.ferri@example.com',
    street: '14 Hill Street',
    tags: ['landlord'],
    notes: 'Lets three flats. Ask which one.',
    daysAgo: 150,
  },
  { key: 'sam', name: 'Sam Whitlock', phone: '+447700900110', street: '82 North Parade', daysAgo: 21 },
  { key: 'dora', name: 'Dora Novak', phone: '+447700900111', street: '7 Meadow View', daysAgo: 5 },
  {
    key: 'jun',
    name: 'Jun Watanabe',
    phone: '+447700900112',
    email: 'jun.w@example.com',
    street: '19 Castle Gate',
    daysAgo: 260,
  },
];
