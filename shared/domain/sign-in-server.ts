import { z } from 'zod';
import { isLoopback, parsedUrl } from './egress.ts';

/** Somebody else in a provider's place: a proxy or a stand-in, by its origin. */
export const signInServerSchema = z
  .url()
  .max(300)
  .refine((url) => isServer(url), 'Only an encrypted address, or one of this computer, can be used.');

function isServer(text: string): boolean {
  const url = parsedUrl(text);
  if (url === undefined || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}
