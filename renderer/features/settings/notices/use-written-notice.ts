import { useMemo } from 'react';
import { defaultAutopilot, sendsByItself } from '#shared/domain/autopilot.ts';
import { metaKinds } from '#shared/domain/channel.ts';
import type { LetterLanguage } from '#shared/domain/letters/language.ts';
import { writeNotice, type WrittenNotice } from '#shared/domain/notice-text.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';

/** What the settings say now for this country, in this language; nothing before there is a business. */
export function useWrittenNotice(country: string, language: LetterLanguage): WrittenNotice | undefined {
  const business = useRecord('business', 'business');
  const channels = useRecords('channels');
  const providers = useRecords('modelProviders');
  const autopilot = useRecord('aiSettings', 'ai')?.autopilot ?? defaultAutopilot;
  const processing = useRecord('processing', 'processing');
  return useMemo(() => {
    if (business === undefined) return undefined;
    const kinds = new Set(channels.map(({ kind }) => kind));
    const hosts = providers
      .filter(({ kind, approvedAt }) => kind !== 'ollama' && approvedAt !== undefined)
      .map(({ url }) => new URL(url).host);
    return writeNotice({
      business,
      country,
      language,
      channels: metaKinds.filter((kind) => kinds.has(kind)),
      modelHosts: [...new Set(hosts)].toSorted(),
      // What the owner says of complaints counts where the business is.
      authority: country === business.country ? processing?.authority || undefined : undefined,
      contact: processing?.contact,
      answersByItself: sendsByItself(autopilot),
    });
  }, [business, country, language, channels, providers, processing, autopilot]);
}
