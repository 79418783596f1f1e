import { Suspense, useState } from 'react';
import { RouterProvider } from '@tanstack/react-router';
import { ignore } from '#shared/lib/ignore.ts';
import { ThemeProvider } from '#renderer/ui/theme/provider.tsx';
import { Gate } from './gate.tsx';
import { createAppRouter } from './router.tsx';
import { useDesktop } from './use-desktop.ts';

interface AppProps {
  nonce: string;
  /** The invitation with which Plumbline was opened. */
  invitation: string | undefined;
}

/** Providers, then the gate: first run, unlock, or the screens. */
export function App({ nonce, invitation }: AppProps) {
  return (
    <ThemeProvider nonce={nonce}>
      <Suspense>
        <Opened invitation={invitation} />
      </Suspense>
    </ThemeProvider>
  );
}

function Opened({ invitation }: Pick<AppProps, 'invitation'>) {
  const [router] = useState(createAppRouter);
  useDesktop((path) => ignore(router.navigate({ href: path })));
  return (
    <Gate invitation={invitation}>
      <RouterProvider router={router} />
    </Gate>
  );
}
