import { lazy, useState, type ReactNode } from 'react';
import { useRecord } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { Opening } from './opening.tsx';
import { StartFailed } from './start-failed.tsx';
import { useInvitation } from './use-invitation.ts';

const BlockedPage = lazy(async () => ({
  default: (await import('#renderer/features/welcome/index.ts')).BlockedPage,
}));
const WelcomePage = lazy(async () => ({
  default: (await import('#renderer/features/welcome/index.ts')).WelcomePage,
}));
const UnlockPage = lazy(async () => ({
  default: (await import('#renderer/features/welcome/index.ts')).UnlockPage,
}));

interface GateProps {
  /** The invitation with which Plumbline was opened. */
  invitation: string | undefined;
  children: ReactNode;
}

/** Shows the screens to an unlocked window with a business; before that the first run, the lock, or what is in the way. */
export function Gate({ invitation: first, children }: GateProps) {
  const invitation = useInvitation(first);
  const vault = useSession((session) => session.vault);
  const loaded = useSession((session) => session.loaded);
  const isMending = useSession(({ storage }) => storage?.progress !== undefined);
  const hasBusiness = useRecord('business', 'business') !== undefined;
  const [welcome, setWelcome] = useState<'not begun' | 'running' | 'over'>('not begun');

  // An unlocked window without a business stopped half way through its first run: it goes on from there.
  const isCutShort = vault === 'unlocked' && loaded && !hasBusiness;
  // Where there was a business that cannot be read any more, the first run begins with the ways to bring it back.
  const needsWelcome = vault === 'empty' || vault === 'lost' || isCutShort;
  // The first run makes the vault and the business before its last step, so it says itself when it is over.
  // When it is over, the business may still be on its way from the vault.
  if (needsWelcome && welcome === 'not begun') setWelcome('running');
  if (vault === 'starting' && welcome === 'over') setWelcome('not begun');
  if (vault === 'failed') return <StartFailed />;
  if (welcome === 'running' && vault !== 'locked') {
    return <WelcomePage key={invitation} invitation={invitation} onDone={() => setWelcome('over')} />;
  }
  if (vault === 'locked') return <UnlockPage />;
  if (vault === 'blocked' && !isMending) return <BlockedPage />;
  if (vault === 'unlocked' && hasBusiness) return children;
  return <Opening />;
}
