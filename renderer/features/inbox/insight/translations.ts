import { create } from 'zustand';
import { ignore } from '#shared/lib/ignore.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useSession } from '#renderer/state/session.ts';
import { vault } from '#renderer/state/vault-client.ts';

interface Translated {
  running: boolean;
  /** By the message's id; in memory only. */
  texts: Record<string, string>;
}

const useTranslations = create<Record<string, Translated | undefined>>(() => ({}));

// A locked window remembers no words.
useSession.subscribe(({ vault: state }) => {
  if (state !== 'unlocked') useTranslations.setState({}, true);
});

export function useThreadTranslation(conversationId: string): Translated | undefined {
  return useTranslations((all) => all[conversationId]);
}

/** A message in the owner's language, where its thread has been translated. */
export function useMessageTranslation(conversationId: string, messageId: string): string | undefined {
  return useTranslations((all) => all[conversationId]?.texts[messageId]);
}

export async function translateThread(conversationId: string, language: string): Promise<void> {
  useTranslations.setState({ [conversationId]: { running: true, texts: {} } });
  const result = await vault().translate(conversationId, language);
  // Put away in the meantime.
  if (useTranslations.getState()[conversationId] === undefined) return;
  useTranslations.setState({
    [conversationId]: result.ok ? { running: false, texts: result.value.texts } : undefined,
  });
  if (!result.ok) showProblem(result.error);
}

export function hideTranslation(conversationId: string): void {
  useTranslations.setState({ [conversationId]: undefined });
  ignore(vault().stopInsight(conversationId));
}
