import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ignore, reportFailure } from '#shared/lib/ignore.ts';
import { takeInvitation } from '#renderer/platform/invitation.ts';
import { createBridge, styleNonce } from '#renderer/platform/bridge.ts';
import { keepFailures } from '#renderer/platform/failures.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { startVault } from '#renderer/state/vault-client.ts';
import { ThemeProvider } from '#renderer/ui/theme/provider.tsx';
import { App } from './app.tsx';
import { NotAdmitted } from './not-admitted.tsx';
import { StartFailed } from './start-failed.tsx';

ignore(start());

/** First the bridge, and what the address holds, which is taken out of it; then the words and the vault; then the window. */
async function start(): Promise<void> {
  const { bridge, isAdmitted } = createBridge();
  keepFailures(bridge, 'window');
  const invitation = takeInvitation(window);
  const nonce = styleNonce();
  // The library that stills the page behind a dialog looks for the nonce under this name.
  Object.assign(globalThis, { __webpack_nonce__: nonce });
  const root = createRoot(document.getElementById('root')!, {
    onCaughtError: (error) => reportFailure('A screen', error),
    onUncaughtError: (error) => reportFailure('A screen', error),
  });
  await startMessages();
  if (!isAdmitted) return root.render(<NotAdmitted nonce={nonce} />);
  try {
    await startVault(bridge);
  } catch (error) {
    root.render(
      <ThemeProvider nonce={nonce}>
        <StartFailed />
      </ThemeProvider>,
    );
    throw error;
  }
  root.render(
    <StrictMode>
      <App nonce={nonce} invitation={invitation} />
    </StrictMode>,
  );
}
