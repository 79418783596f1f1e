import type { OwnRule, RuleAction } from '#shared/domain/own-rule.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Cause } from './cause.ts';
import { onShift } from './working.ts';

/** When each of them was last given something by a rule, before a cause. */
export type LastTurns = ReadonlyMap<string, number>;

/** By what is known of the rule’s runs; two devices that know the same choose the same. Meta dates by whole seconds. */
export function lastTurns(records: RecordReader, rule: OwnRule, before: number): Map<string, number> {
  const last = new Map<string, number>();
  for (const { at, did } of records.by('ruleRuns', 'ruleId', rule.id))
    for (const { do: kind, what } of Object.values(did))
      if ((kind === 'turns' || kind === 'next') && what !== undefined && at <= before)
        last.set(what, Math.max(last.get(what) ?? 0, at));
  return last;
}

/**
 * Whose turn it is: of those on shift whoever was given something longest ago; where nobody is, of all of them, so
 * that nothing lies with nobody. `not`: whoever has it already.
 */
export function nextInTurn(
  records: RecordReader,
  action: (RuleAction & { do: 'turns' }) | undefined,
  { at, last, not }: { at: number; last: LastTurns; not?: string | undefined },
): string | undefined {
  const members = [...records.all('members')].map(({ id }) => id);
  const wanted = action?.memberIds ?? [];
  const among = (wanted.length === 0 ? members : wanted).filter((id) => id !== not && members.includes(id));
  const present = onShift(records, among, at);
  const [next] = (present.length === 0 ? among : present).toSorted(
    (a, b) => (last.get(a) ?? 0) - (last.get(b) ?? 0) || (a < b ? -1 : 1),
  );
  return next;
}

/** The rule's own turns, by which it goes on to the next person too. */
export function turnsOf({ actions }: OwnRule): (RuleAction & { do: 'turns' }) | undefined {
  return actions.find((action) => action.do === 'turns');
}

/** Who has what a rule is about. */
export function holderOf(records: RecordReader, { aboutKind, aboutId }: Cause): string | undefined {
  if (aboutKind === 'conversations') return records.get('conversations', aboutId)?.assigneeId;
  return aboutKind === 'enquiries' ? records.get('enquiries', aboutId)?.memberId : undefined;
}
