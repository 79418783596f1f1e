import { useState } from 'react';
import { useShelf } from '#renderer/ui/index.ts';
import { ConnectForm } from './connect-form.tsx';
import { FindAccounts } from './find-accounts.tsx';

/** Under which names what is typed is kept. */
const kept = { find: 'accounts to find', byHand: 'new channel' };

/** Connects what a token opens; or one account, by ids that are typed. */
export function ConnectChannels({ onClose }: { onClose: () => void }) {
  const [byHand, setByHand] = useState(false);
  const shelf = useShelf();

  function close() {
    shelf.forget(kept.find);
    shelf.forget(kept.byHand);
    onClose();
  }

  return byHand ? (
    <ConnectForm kept={kept.byHand} onClose={close} onFind={() => setByHand(false)} />
  ) : (
    <FindAccounts kept={kept.find} onClose={close} onByHand={() => setByHand(true)} />
  );
}
