import { ArrivalsSection } from './arrivals.tsx';
import { IncomingSection } from './incoming.tsx';
import { OutgoingSection } from './outgoing.tsx';
import { UnsentSection } from './unsent.tsx';

/** Programs elsewhere: those that are told something, those that send something, and what waits for a person. */
export function WebhooksSection() {
  return (
    <div>
      <ArrivalsSection />
      <UnsentSection />
      <OutgoingSection />
      <IncomingSection />
    </div>
  );
}
