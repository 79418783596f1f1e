import type { ConsentPurpose } from '../../consent.ts';
import type { PrivacyLaw } from '../../privacy-law.ts';

/** What a privacy notice says, part by part; each part has its heading first. */
export interface NoticeWords {
  who: string;
  responsible(who: string): string;
  reached(ways: string): string;
  aboutData(contact: string): string;
  what: string;
  /** `over`: the channels, where there are any. */
  kept(over: string | undefined): string;
  whatFor: string;
  bases: Record<PrivacyLaw, string>;
  answersByItself: string;
  receives: string;
  carries(over: string): string;
  reads(hosts: string): string;
  otherwise: string;
  howLong: string;
  keptFor: string;
  /** Where the law asks for a year of them. */
  records: string;
  rights: string;
  rightsBy: Record<PrivacyLaw, string>;
  complaints: string;
  toAnybody: string;
  firstToUs(authority: string): string;
  atAnyTime(authority: string): string;
  byMessage: string;
  over(channels: string): string;
  /** `by`: how, as `byMessage` or `over` says. */
  asks(name: string, by: string): Record<ConsentPurpose, string>;
}
