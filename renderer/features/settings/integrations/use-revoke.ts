import type { Integration } from '#shared/rights/processing/integrations.ts';
import { run } from '#renderer/state/commands.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { readTable } from '#renderer/state/records.ts';
import { rightIn, useSession } from '#renderer/state/session.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { useTeam } from '#renderer/state/team.ts';
import { vault } from '#renderer/state/vault-client.ts';

/** What is ended by who may change the settings; the rest has secrets. */
const ofDesk: ReadonlySet<Integration['kind']> = new Set(['model', 'voice', 'publicPage', 'assistants']);

interface Revoke {
  mayRevoke(integration: Integration): boolean;
  revoke(integration: Integration): Promise<void>;
}

/** Ends a connection by what ends it in its own room, so that the same is taken back and written down. */
export function useRevoke(): Revoke {
  const access = useSession((session) => session.access);
  const canManage = useTeam(({ team }) => team?.canManage === true);
  return {
    mayRevoke({ kind }) {
      if (kind === 'relay' || kind === 'program') return canManage;
      return rightIn(access, ofDesk.has(kind) ? 'desk' : 'secrets') === 'write';
    },
    revoke: revokeNow,
  };
}

async function revokeNow({ kind, recordId }: Integration): Promise<void> {
  if (kind === 'relay') {
    const left = await withFactor(() => vault().leaveRelay());
    if (!left.ok) showProblem(left.error);
  } else if (kind === 'model') await run('ai.removeProvider', { id: recordId });
  else if (kind === 'email') await run('mail.disconnect', { id: recordId });
  else if (kind === 'voice') await run('voiceNotes.switch', { on: false });
  else if (kind === 'calendar') await run('feed.remove', { id: recordId });
  else if (kind === 'publishedFeed') await withdraw(recordId);
  else if (kind === 'publicPage') await run('page.unpublish', {});
  else if (kind === 'telegram') await run('telegram.disconnect', {});
  else if (kind === 'program') await run('program.revoke', { id: recordId });
  else if (kind === 'google') await run('google.disconnect', { id: recordId });
  else if (kind === 'webhook') await run('webhook.remove', { id: recordId });
  else if (kind === 'webhookSource') await run('webhookSource.close', { id: recordId });
  else if (kind === 'assistants') await run('page.openToAssistants', { on: false });
  else await run('channel.disconnect', { id: recordId });
}

async function withdraw(staffId: string): Promise<void> {
  const feed = [...readTable('publishedFeeds').values()].find((each) => each.staffId === staffId);
  if (feed !== undefined) await run('feed.withdraw', { id: feed.id });
}

const sections = {
  whatsapp: 'channels',
  instagram: 'channels',
  messenger: 'channels',
  email: 'channels',
  relay: 'relay',
  model: 'assistant',
  voice: 'assistant',
  publicPage: 'booking',
  telegram: 'telegram',
  program: 'programs',
  google: 'google',
  webhook: 'webhooks',
  webhookSource: 'webhooks',
  assistants: 'booking',
} as const;

/** Where a connection is looked after. */
export function placeOfSettings({ kind }: Integration) {
  return kind === 'calendar' || kind === 'publishedFeed'
    ? ({ to: '/schedule' } as const)
    : ({ to: '/settings/$section', params: { section: sections[kind] } } as const);
}
