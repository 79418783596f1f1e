import { Suspense, useState } from 'react';
import { RouterProvider } from '@tanstack/react-router';
import { ThemeProvider } from '#renderer/ui/theme/provider.tsx';
import { Gate } from './gate.tsx';
import { createAppRouter } from './router.tsx';

interface AppProps {
  nonce: string;
  /** The invitation with which Plumbline was opened. */
  invitation: string | undefined;
}

/** Providers, then the gate: first run, unlock, or the screens. */
export function App({ nonce, invitation }: AppProps) {
  const [router] = useState(createAppRouter);
  return (
    <ThemeProvider nonce={nonce}>
      <Suspense>
        <Gate invitation={invitation}>
          <RouterProvider router={router} />
        </Gate>
      </Suspense>
    </ThemeProvider>
  );
}
