/** What `Intl` knows here: it throws at a name that it does not know, and a name may come from anywhere. */

const known = { locales: new Map<string, boolean>(), timeZones: new Map<string, boolean>() };

/** Whether something can be written in the language of this name (BCP 47). */
export function isLocale(name: string): boolean {
  return remembered(known.locales, name, () => Intl.getCanonicalLocales(name));
}

/** Whether a clock can be read in the time zone of this name (IANA). */
export function isTimeZone(name: string): boolean {
  return remembered(known.timeZones, name, () => new Intl.DateTimeFormat('en', { timeZone: name }));
}

function remembered(answers: Map<string, boolean>, name: string, attempt: () => unknown): boolean {
  const answer = answers.get(name) ?? succeeds(attempt);
  // Names from outside must not pile up.
  if (answers.size < 1000) answers.set(name, answer);
  return answer;
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
