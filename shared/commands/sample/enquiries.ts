/** Something that a customer of the sample might want done. */
export interface SampleEnquiry {
  person: string;
  title: string;
  stage: 'new' | 'contacted' | 'quoted' | 'lost';
  /** How long it has been in its stage. */
  daysAgo: number;
  source: 'whatsapp' | 'call';
  /** What it may be worth: so many times the first price of the list, in the currency of the business. */
  calls?: number;
  expectedInDays?: number;
  lostReason?: string;
}

export const sampleEnquiries: readonly SampleEnquiry[] = [
  { person: 'dora', title: 'Tap in the garden', stage: 'new', daysAgo: 0, source: 'call', calls: 3 },
  {
    person: 'noah',
    title: 'Move two radiators',
    stage: 'contacted',
    daysAgo: 1,
    source: 'whatsapp',
    calls: 8,
  },
  {
    person: 'lucia',
    title: 'Yearly service of three boilers',
    stage: 'contacted',
    daysAgo: 9,
    source: 'call',
    calls: 6,
  },
  {
    person: 'sam',
    title: 'Bathroom under the roof',
    stage: 'quoted',
    daysAgo: 5,
    source: 'whatsapp',
    calls: 56,
    expectedInDays: 6,
  },
  {
    person: 'jun',
    title: 'New kitchen sink',
    stage: 'lost',
    daysAgo: 30,
    source: 'call',
    lostReason: 'Price',
  },
];
