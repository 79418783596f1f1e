import { formatDay } from './day.ts';
import type { Business } from './business.ts';
import type { RequestKind } from './privacy-request.ts';

const asked: Record<RequestKind, string> = {
  access: 'a copy of your data',
  correction: 'the correction of your data',
  erasure: 'the erasure of your data',
  restriction: 'that your data are only kept for now',
  portability: 'your data in a form that you can take elsewhere',
  objection: 'that your data are not used for this any more',
  grievance: 'your complaint',
  nomination: 'that somebody you name acts for you',
  authority: 'information',
};

/** Says that a request has come, by when it is answered and what is still needed; the owner changes it as they like. */
export function acknowledgementText(
  { kind, receivedOn, needsIdentity }: { kind: RequestKind; receivedOn: string; needsIdentity: boolean },
  { name: business, locale }: Pick<Business, 'name' | 'locale'>,
  { name, answerBy }: { name: string; answerBy: string | undefined },
): string {
  const about =
    kind === 'grievance'
      ? 'We have received your complaint'
      : `We have received your request for ${asked[kind]}`;
  return [
    name === '' ? 'Hello,' : `Hello ${name},`,
    `${about}, which came on ${formatDay(receivedOn, locale, 'long')}.`,
    ...(answerBy === undefined ? [] : [`You hear from us by ${formatDay(answerBy, locale, 'long')}.`]),
    ...(needsIdentity
      ? [
          'So that nobody else gets your data, please tell us something that only you can know, such as the number of your last invoice.',
        ]
      : []),
    business,
  ].join('\n\n');
}
