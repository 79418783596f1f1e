const limits = { today: 3, perEarlierDay: 1, all: 10 };

/** A kept backup. `day` is its calendar day where the owner is, `at` its moment in epoch milliseconds. */
export interface Kept {
  name: string;
  at: number;
  day: string;
}

/**
 * The names of the backups that may go: the newest three of today stay, the newest of each earlier day, ten in
 * all. One from the future was made while the clock was wrong: it stays as long as there is room, and never
 * drives out one of a known age. Whatever its number, one that is older than `lasts` (milliseconds) goes, but for the
 * newest of all, which is the only way back until there is another.
 */
export function outdated(
  backups: Kept[],
  now: { at: number; day: string },
  lasts: number = Infinity,
): string[] {
  const taken = new Map<string, number>();
  let all = 0;
  return inOrder(backups, now.at)
    .filter(({ day, at }) => {
      if (all > 0 && now.at - at > lasts) return true;
      const count = taken.get(day) ?? 0;
      const stays = all < limits.all && count < (day === now.day ? limits.today : limits.perEarlierDay);
      if (stays) {
        taken.set(day, count + 1);
        all++;
      }
      return !stays;
    })
    .map(({ name }) => name);
}

/** Newest first, those from the future last. */
function inOrder(backups: Kept[], now: number): Kept[] {
  return backups.toSorted((a, b) => Number(a.at > now) - Number(b.at > now) || b.at - a.at);
}
