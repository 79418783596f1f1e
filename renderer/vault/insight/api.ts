import { problem } from '#shared/lib/result.ts';
import type { InsightApi } from '../insight-api.ts';
import type { Session } from '../session.ts';

const locked = problem('vault.locked', 'Plumbline is locked.', 'Unlock it first.');

/** The window's side of what is said about conversations. */
export function createInsightApi({ session }: { session(): Session | undefined }): InsightApi {
  return {
    sayAbout: async (id, askModel) => session()?.assistant.insight.sayAbout(id, askModel) ?? locked,
    translate: async (id, language) => session()?.assistant.insight.translate(id, language) ?? locked,
    stopInsight: async (id) => session()?.assistant.insight.stopInsight(id),
  };
}
