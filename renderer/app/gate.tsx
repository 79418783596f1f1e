import { lazy, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecord } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { PlumbBob } from '#renderer/ui/index.ts';
import { useInvitation } from './use-invitation.ts';
import classes from './gate.module.css';

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

/** Shows the rooms to an unlocked window with a business; before that the first run or the lock. */
export function Gate({ invitation: first, children }: GateProps) {
  const invitation = useInvitation(first);
  const vault = useSession((session) => session.vault);
  const loaded = useSession((session) => session.loaded);
  const hasBusiness = useRecord('business', 'business') !== undefined;
  const [welcome, setWelcome] = useState<'not begun' | 'running' | 'over'>('not begun');

  // An unlocked window without a business stopped half way through its first run: it goes on from there.
  const needsWelcome = vault === 'empty' || (vault === 'unlocked' && loaded && !hasBusiness);
  // The first run makes the vault and the business before its last step, so it says itself when it is over.
  // When it is over, the business may still be on its way from the vault.
  if (needsWelcome && welcome === 'not begun') setWelcome('running');
  if (welcome === 'running' && vault !== 'locked') {
    return <WelcomePage key={invitation} invitation={invitation} onDone={() => setWelcome('over')} />;
  }
  if (vault === 'locked') return <UnlockPage />;
  if (vault === 'unlocked' && hasBusiness) return children;
  return <Opening />;
}

function Opening() {
  const { t } = useTranslation('app');
  return (
    <output className={classes.opening}>
      <PlumbBob size={40} />
      <span className="visually-hidden">{t('opening')}</span>
    </output>
  );
}
