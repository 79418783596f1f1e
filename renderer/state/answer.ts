import { useEffect, useState } from 'react';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';

/**
 * What is answered to a question that a screen asks when it appears, and again when `ask` is another function (keep it
 * with `useCallback`). `undefined` until then; an answer that comes after the next question is dropped.
 */
export function useAnswer<Value>(ask: () => Promise<Result<Value>>): Result<Value> | undefined {
  const [got, setGot] = useState<{ ask: typeof ask; answer: Result<Value> }>();
  useEffect(() => {
    let gone = false;
    const asking = ask().then((answer) => {
      if (!gone) setGot({ ask, answer });
    });
    ignore(asking);
    return () => {
      gone = true;
    };
  }, [ask]);
  return got?.ask === ask ? got.answer : undefined;
}
