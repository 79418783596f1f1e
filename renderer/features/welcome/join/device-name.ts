/** A name to start from, by which the owner may know this machine again. */
export function likelyDeviceName(userAgent: string): string {
  if (/Android/i.test(userAgent)) return 'Android device';
  if (/iPad|iPhone/.test(userAgent)) return 'iPhone or iPad';
  if (/Windows/.test(userAgent)) return 'Windows computer';
  if (/Mac OS X/.test(userAgent)) return 'Mac';
  return /Linux|CrOS/.test(userAgent) ? 'Linux computer' : 'Computer';
}
