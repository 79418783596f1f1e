import { useMemo } from 'react';
import type { SendingChannel } from '#shared/domain/channel.ts';
import { useRecords } from './records.ts';

/** Everything over which customers are written to, as far as this member holds it. */
export function useSendingChannels(): SendingChannel[] {
  const channels = useRecords('channels');
  const mailAccounts = useRecords('mailAccounts');
  return useMemo(() => [...channels, ...mailAccounts], [channels, mailAccounts]);
}
