import type { RecordReader } from '#shared/commands/records.ts';
import type { EgressPolicy } from '#shared/domain/egress.ts';
import { httpOrigin } from '#shared/domain/egress.ts';

/** What the owner's settings allow to leave the device: their relay, their channels, their local model, nothing else. */
export function egressPolicyOf(records: RecordReader): EgressPolicy {
  const relays = [...records.all('relays')].map(({ url }) => url);
  const channels = [...records.all('channels')].map(({ graphUrl }) => graphUrl);
  const ai = records.get('aiSettings', 'ai');
  return {
    localOnly: ai?.localOnly ?? true,
    origins: {
      relay: origins(relays),
      'channel.whatsapp': origins(channels),
      'model.local': origins(ai === undefined ? [] : [ai.ollamaUrl]),
    },
  };
}

function origins(urls: string[]): string[] {
  return [...new Set(urls.map((url) => httpOrigin(new URL(url))))];
}
