import { shell } from 'electron';
import { ignore } from '#shared/lib/ignore.ts';
import { mayOpenOutside } from './policies.ts';

/** Hands a link to the owner's browser or mail program, or does nothing where the policy says no. */
export function openOutside(address: string): void {
  if (mayOpenOutside(address)) ignore(shell.openExternal(address));
}
