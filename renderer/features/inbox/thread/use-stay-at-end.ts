import { useEffect, type RefObject } from 'react';

/** So near to the end, in px, counts as at the end. */
const nearEnd = 8;

/** Keeps the newest message in sight when the thread's place becomes smaller, as it does above a long draft. */
export function useStayAtEnd(scroller: RefObject<HTMLElement | null>, isThere: boolean): void {
  useEffect(() => {
    const element = scroller.current;
    if (!isThere || element === null) return undefined;
    const distance = () => element.scrollHeight - element.scrollTop - element.clientHeight;
    let height = element.clientHeight;
    let isAtEnd = true;
    const note = () => (isAtEnd = distance() < nearEnd);
    const observer = new ResizeObserver(() => {
      if (isAtEnd && element.clientHeight !== height) element.scrollTop = element.scrollHeight;
      height = element.clientHeight;
    });
    element.addEventListener('scroll', note, { passive: true });
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', note);
      observer.disconnect();
    };
  }, [scroller, isThere]);
}
