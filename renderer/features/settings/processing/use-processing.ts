import { useMemo } from 'react';
import type { CollectionName } from '#shared/domain/collections.ts';
import { type Activity, activitiesOf } from '#shared/rights/processing/activities.ts';
import { type Integration, integrationsOf } from '#shared/rights/processing/integrations.ts';
import { type Measure, measuresOf } from '#shared/rights/processing/measures.ts';
import { type Recipient, recipientsOf } from '#shared/rights/processing/recipients.ts';
import { useReader } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';

/** What the business does with people's data, as it is set up now. */
export interface Processing {
  integrations: Integration[];
  recipients: Recipient[];
  activities: Activity[];
  measures: Measure[];
}

const read: readonly CollectionName[] = [
  'aiSettings',
  'broadcasts',
  'business',
  'calendarFeeds',
  'channels',
  'googleLinks',
  'mailAccounts',
  'googleSheets',
  'members',
  'modelProviders',
  'processing',
  'publicPages',
  'publishedFeeds',
  'reminderRules',
  'rules',
  'staff',
  'telegramBots',
  'telegramPairings',
  'programs',
  'webhookEndpoints',
  'webhookSources',
];

export function useProcessing(): Processing {
  const records = useReader(read);
  const relayUrl = useSession(({ sync }) => sync.relayUrl);
  return useMemo(() => {
    const integrations = integrationsOf(records, { relayUrl });
    const recipients = recipientsOf(records, integrations);
    const activities = activitiesOf(records, integrations, recipients);
    return { integrations, recipients, activities, measures: measuresOf(records, integrations) };
  }, [records, relayUrl]);
}
