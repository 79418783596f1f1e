import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { t } from 'i18next';
import { drop } from '#shared/lib/drop.ts';
import { takeInvitation } from '#renderer/platform/invitation.ts';
import { createBridge, styleNonce } from '#renderer/platform/bridge.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useSession } from '#renderer/state/session.ts';
import { startVault } from '#renderer/state/vault-client.ts';
import { App } from './app.tsx';
import { StartFailed } from './start-failed.tsx';

drop(start());

/** First the bridge, which takes the key out of the address, as the invitation is; then the words and the vault; then the window. */
async function start(): Promise<void> {
  const bridge = createBridge();
  const invitation = takeInvitation(window);
  const nonce = styleNonce();
  // The library that stills the page behind a dialog looks for the nonce under this name.
  Object.assign(globalThis, { __webpack_nonce__: nonce });
  const root = createRoot(document.getElementById('root')!);
  await startMessages();
  try {
    await startVault(bridge);
    if (invitation !== undefined) refuseSecondBusiness();
  } catch (error) {
    root.render(<StartFailed nonce={nonce} />);
    throw error;
  }
  root.render(
    <StrictMode>
      <App nonce={nonce} invitation={invitation} />
    </StrictMode>,
  );
}

/** An invitation needs an empty device; a business that is here stays untouched. */
function refuseSecondBusiness(): void {
  if (useSession.getState().vault === 'empty') return;
  showProblem({
    code: 'team.not-empty',
    message: t('app:invitationNotUsed'),
    remedy: t('app:invitationElsewhere'),
  });
}
