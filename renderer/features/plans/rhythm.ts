/** How often the visits of a plan come: what a form offers, as a rule in days. */
export const rhythms = ['week', 'fortnight', 'month', 'quarter', 'halfYear', 'year'] as const;
export type Rhythm = (typeof rhythms)[number];

const rules: Record<Rhythm, string> = {
  week: 'FREQ=WEEKLY',
  fortnight: 'FREQ=WEEKLY;INTERVAL=2',
  month: 'FREQ=MONTHLY',
  quarter: 'FREQ=MONTHLY;INTERVAL=3',
  halfYear: 'FREQ=MONTHLY;INTERVAL=6',
  year: 'FREQ=YEARLY',
};

/** The rule of a rhythm from a first day on; one of the last days of a month comes on the last day of shorter ones. */
export function ruleOf(rhythm: Rhythm, first: string): string {
  const date = Number(first.slice(8));
  const isMonthly = rules[rhythm].startsWith('FREQ=MONTHLY');
  if (!isMonthly || date <= 28) return rules[rhythm];
  const days = Array.from({ length: date - 27 }, (_, index) => 28 + index).join(',');
  return `${rules[rhythm]};BYMONTHDAY=${days};BYSETPOS=-1`;
}

/** The rhythm that a rule is of; `undefined` where it is one that no form has made. */
export function rhythmOf(rule: string): Rhythm | undefined {
  const plain = rule.replace(/;BYMONTHDAY=[0-9,]+;BYSETPOS=-1$/, '');
  return rhythms.find((rhythm) => rules[rhythm] === plain);
}
