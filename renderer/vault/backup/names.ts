/** The name of a backup says when it was made, in UTC and to the second, and nothing else. */
export function backupName(at: number): string {
  const [day, time] = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').split('T');
  return `plumbline-${day}-${time}.plumbline`;
}

/** The moment that a name says; `undefined` for a name that no clock has made. */
export function momentOf(name: string): number | undefined {
  const [, year, month, day, hour, minute, second] =
    /^plumbline-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.plumbline$/.exec(name) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}
