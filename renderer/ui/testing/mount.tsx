import { type ReactNode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished } from 'vitest';
import { ThemeProvider } from '../theme/provider.tsx';

/** Shows parts of a screen until the test is over. Gives the element that holds them. */
export function mount(parts: ReactNode): HTMLElement {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  onTestFinished(() => {
    root.unmount();
    host.remove();
  });
  root.render(
    <ThemeProvider>
      <Suspense>{parts}</Suspense>
    </ThemeProvider>,
  );
  return host;
}
