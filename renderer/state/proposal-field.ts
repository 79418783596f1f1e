import type { ProposalField } from './agent.ts';

/** What an argument of a proposal is called: the last name of its path that has a word; numbers tell entries of a list apart. */
export function fieldLabel(
  { path }: ProposalField,
  t: (key: string, options: { defaultValue: string }) => string,
): string {
  const name = path.findLast((part) => !/^\d+$/.test(part)) ?? '';
  const entry = path.find((part) => /^\d+$/.test(part));
  const label = t(`field_${name}`, { defaultValue: name });
  return entry === undefined || entry === '1' ? label : `${label} ${entry}`;
}
