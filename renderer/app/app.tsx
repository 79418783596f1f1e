import { Suspense, useState } from 'react';
import { RouterProvider } from '@tanstack/react-router';
import { ThemeProvider } from '#renderer/ui/theme/provider.tsx';
import { Gate } from './gate.tsx';
import { createAppRouter } from './router.tsx';

/** Providers, then the gate: first run, unlock, or the rooms. */
export function App({ nonce }: { nonce: string }) {
  const [router] = useState(createAppRouter);
  return (
    <ThemeProvider nonce={nonce}>
      <Suspense>
        <Gate>
          <RouterProvider router={router} />
        </Gate>
      </Suspense>
    </ThemeProvider>
  );
}
