import { useEffect } from 'react';
import { isClockWrong, useClockWords } from '#renderer/state/clock.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useSession } from '#renderer/state/session.ts';

/** What the relay has refused for good; that it cannot be reached is said by the frame, and passes. */
const final = new Set(['relay.full', 'relay.no-access', 'relay.book-refused', 'relay.auth.removed']);

/** Tells the owner once of what only people can mend: a full relay, a closed book, a removed device, a wrong clock. */
export function useRelayNotices(): void {
  const problem = useSession(({ sync }) => sync.problem);
  const code = useSession(({ sync }) => sync.problemCode);
  const ahead = useSession(({ sync }) => sync.clockAhead);
  const words = useClockWords();
  const refused = code !== undefined && final.has(code) ? problem : undefined;
  const wrong = ahead !== undefined && isClockWrong(ahead) ? words.off(ahead) : undefined;
  const { remedy } = words;

  useEffect(() => {
    if (refused !== undefined) showProblem({ code: 'relay', message: refused });
  }, [refused]);
  useEffect(() => {
    if (wrong !== undefined) showProblem({ code: 'clock', message: wrong, remedy });
  }, [wrong, remedy]);
}
