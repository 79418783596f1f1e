/** The fields that are given: those that are `undefined` are left out. */
export function given<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
}

/** Fields in which empty text stands for none. */
export function filled<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Fields[Key] | undefined } {
  const entries = Object.entries(fields).map(([key, value]) => [key, value === '' ? undefined : value]);
  return Object.fromEntries(entries) as { [Key in keyof Fields]: Fields[Key] | undefined };
}
