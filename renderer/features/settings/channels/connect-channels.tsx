import { useState } from 'react';
import { ConnectForm } from './connect-form.tsx';
import { FindAccounts } from './find-accounts.tsx';

/** Connects what a token opens; or one account, by ids that are typed. */
export function ConnectChannels({ onClose }: { onClose: () => void }) {
  const [byHand, setByHand] = useState(false);
  return byHand ? (
    <ConnectForm onClose={onClose} onFind={() => setByHand(false)} />
  ) : (
    <FindAccounts onClose={onClose} onByHand={() => setByHand(true)} />
  );
}
