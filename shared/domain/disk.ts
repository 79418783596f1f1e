import type { Result } from '../lib/result.ts';
import { problem } from '../lib/result.ts';

/** What is said when something new was not begun, because there is no room for it. `freeBytes`: what is left. */
export function diskIsFull(freeBytes: number): Result<never> {
  return problem(
    'disk.full',
    `Your disk is full: ${sizeInWords(freeBytes)} are left. Nothing was changed.`,
    'Free some space. Plumbline goes on by itself.',
  );
}

/** As systems show sizes: decimal, without a fraction from ten on. */
function sizeInWords(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  if (megabytes < 1000) return `${shortened(megabytes)} MB`;
  return `${shortened(megabytes / 1000)} GB`;
}

function shortened(amount: number): string {
  return amount < 10 && amount % 1 !== 0 ? amount.toFixed(1) : String(Math.floor(amount));
}
