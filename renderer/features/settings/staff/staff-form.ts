import type { Hours } from '#shared/domain/business.ts';
import type { Staff } from '#shared/domain/staff.ts';
import { equalJson, type Json } from '#shared/lib/json.ts';
import { hoursInOrder } from '#renderer/ui/index.ts';

/** What the dialog asks; `hours` are `null` where those of the business hold. */
export interface StaffValues extends Record<string, unknown> {
  name: string;
  kind: Staff['kind'];
  phone: string;
  colour: Staff['colour'];
  skills: string[];
  memberId: string;
  hours: Hours | null;
}

/** What the dialog begins with. `colour`: of somebody new. */
export function valuesOf(staff: Staff | undefined, colour: Staff['colour']): StaffValues {
  const { name = '', kind = 'person', phone = '', skills = [], memberId = '', hours } = staff ?? {};
  return {
    name,
    kind,
    phone,
    colour: staff?.colour ?? colour,
    skills: [...skills],
    memberId,
    hours: hours ?? null,
  };
}

/** What of it was changed: the rest may follow from the team. */
export function changesOf(before: StaffValues, { memberId, ...values }: StaffValues) {
  const isChanged = ([key, value]: [string, unknown]) => !equalJson(value as Json, before[key] as Json);
  const fields = Object.fromEntries(Object.entries(values).filter(isChanged)) as Partial<typeof values>;
  return { ...fields, ...(memberId !== before.memberId && { memberId: memberId || null }) };
}

export function wrongHours(hours: Hours | null): boolean {
  return Object.values(hours ?? {}).some((spans) => !hoursInOrder(spans));
}
