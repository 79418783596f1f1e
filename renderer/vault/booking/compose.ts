import { sha256 } from '@noble/hashes/sha2.js';
import { letterLanguageOf } from '#shared/domain/letters/language.ts';
import { noticeFor } from '#shared/domain/notice.ts';
import { type BookingTerms, type PublicPage, ruleFor } from '#shared/domain/public-page.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { given } from '#shared/lib/given.ts';
import {
  type PageDocument,
  pageLasts,
  type RequestRule,
  type ShownProfile,
} from '#shared/public-page/document.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** The page as the owner has approved it: nothing that stands only in the settings is in it. */
export function composePage(
  records: RecordReader,
  page: PublicPage,
  place: { workspace: string; key: Uint8Array; now: number },
): PageDocument | undefined {
  const business = records.get('business', 'business');
  const { slug, name, picture, area, description, services, hours, languages, contact } = page;
  if (business === undefined || slug === undefined || name === undefined) return undefined;
  const profile: ShownProfile = {
    name,
    ...given({ area, description, services, hours, languages, contact }),
    ...(picture !== undefined && { picture: toBase64Url(sha256(fromBase64Url(picture.data))) }),
  };
  const language = letterLanguageOf(business.locale);
  const notice = noticeFor(records.all('notices'), business.country, language);
  const rules = (services ?? []).map(({ id }) => [id, ruleOf(ruleFor(records.get('bookingRules', id)))]);
  return {
    version: 1,
    workspace: place.workspace,
    slug,
    approval: page.approval,
    issuedAt: place.now,
    expiresAt: place.now + pageLasts,
    key: toBase64Url(place.key),
    keyNumber: page.keyNumber,
    locale: business.locale,
    country: business.country,
    timeZone: business.timeZone,
    profile,
    ...(page.takesRequests && page.opensToAssistants === true && { assistants: true as const }),
    ...(page.takesRequests && {
      requests: {
        rules: Object.fromEntries(rules) as Record<string, RequestRule>,
        ...(notice && { notice: { id: notice.id, text: notice.text, asks: asksOf(notice.asks) } }),
      },
    }),
  };
}

function ruleOf({ place, noticeHours, windowDays, questions = {} }: BookingTerms): RequestRule {
  const asked = Object.entries(questions)
    .toSorted(([, a], [, b]) => a.order - b.order)
    .map(([id, { text, isRequired }]) => ({ id, text, isRequired }));
  return { place, noticeHours, windowDays, questions: asked };
}

/** What the page asks to agree to: reminders of visits and advertising. */
function asksOf({ visitReminders, marketing }: Partial<Record<string, string>>): Record<string, string> {
  return {
    ...(visitReminders !== undefined && { visitReminders }),
    ...(marketing !== undefined && { marketing }),
  };
}
