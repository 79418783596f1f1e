import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { Conversation } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { SaidAbout } from '#renderer/vault/insight/api.ts';
import { showProblem } from './notices.ts';
import { useRecord, useRecords } from './records.ts';
import { useSession } from './session.ts';
import { vault } from './vault-client.ts';

export type { SaidAbout } from '#renderer/vault/insight/api.ts';

interface Found {
  state: string;
  said: SaidAbout;
}

/** What a model said, by conversation: looking elsewhere does not lose what took it a while to say. */
const useKept = create<Record<string, Found>>(() => ({}));

// A locked window remembers no words.
useSession.subscribe((session) => {
  if (session.vault !== 'unlocked') useKept.setState({}, true);
});

/**
 * What is said about a conversation. The rules look again whenever something has changed; what a model said,
 * when it was asked to, stays until then.
 */
export function useSaidAbout(conversation: Conversation): {
  said: SaidAbout | undefined;
  asking: boolean;
  ask(): Promise<void>;
} {
  const { id, lastAt, labels = {}, contactId } = conversation;
  const score = useRecord('contacts', contactId)?.leadScore;
  const known = useRecords('labels').length;
  const state = [id, lastAt, score, known, ...Object.keys(labels)].join(' ');
  const [found, setFound] = useState<Found>();
  const kept = useKept((all) => all[id]);
  const isKept = kept?.state === state;
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (isKept) return undefined;
    let isCurrent = true;
    const look = async () => {
      const result = await vault().sayAbout(id, false);
      if (isCurrent && result.ok) setFound({ state, said: result.value });
    };
    ignore(look());
    return () => {
      isCurrent = false;
    };
  }, [id, state, isKept]);
  async function ask(): Promise<void> {
    setAsking(true);
    const result = await vault().sayAbout(id, true);
    setAsking(false);
    if (result.ok) useKept.setState({ [id]: { state, said: result.value } });
    else showProblem(result.error);
  }
  return { said: (isKept ? kept : found)?.said, asking, ask };
}
