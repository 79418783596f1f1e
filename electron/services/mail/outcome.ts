import type { CallResult } from '#shared/bridge/contract.ts';
import { enhancedCode, noEncryption } from '#shared/channels/email/errors.ts';
import { causesOf, isNotConnected } from '../egress/not-connected.ts';

type Outcome = CallResult<'mail.send'>;

/** What nodemailer adds to an error. */
interface Said {
  code?: string;
  responseCode?: number;
  response?: string;
}

/**
 * What a failure means for the e-mail. An answer of the server is certain; so is that nothing arrived while not all of it
 * had left. `hasLeft`: all of it had, so that nobody knows.
 */
export function outcomeOf(error: unknown, hasLeft: boolean): Outcome {
  const failure = error instanceof Error ? error : new Error('It failed');
  const { code, responseCode, response = '' } = failure as Error & Said;
  if (code === 'ETLS' && isUnsafe(failure, response))
    return { outcome: 'refused', code: noEncryption, title: 'No safe connection', details: failure.message };
  if (responseCode !== undefined && responseCode >= 400)
    return {
      outcome: 'refused',
      code: responseCode,
      subcode: enhancedCode(response),
      title: 'The mail server has refused it',
      details: response.slice(0, 500),
    };
  if (code === 'EAUTH')
    return { outcome: 'refused', code: 535, title: 'Signing in failed', details: failure.message };
  const reason = reasonOf(failure);
  return hasLeft ? { outcome: 'unknown', reason } : { outcome: 'unreachable', reason };
}

/** A server that answers and offers no encryption, or one that cannot show who it is; not a line that broke. */
function isUnsafe(error: Error, response: string): boolean {
  const words = causesOf(error).map(({ message }) => message);
  return response !== '' || words.some((text) => /certificate|altname|wrong version|protocol/i.test(text));
}

function reasonOf(error: Error): string {
  if (isNotConnected(error)) return 'The mail server cannot be reached.';
  return 'The connection to the mail server broke off.';
}
