import { useState } from 'react';

/**
 * One change after another: each begins from what the one before has left, so that two fields of one record that are
 * left in the same moment do not undo each other.
 */
export function useInTurn(): <T>(step: () => Promise<T>) => Promise<T> {
  const [inTurn] = useState(createTurns);
  return inTurn;
}

function createTurns(): <T>(step: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (step) => {
    const turn = last.then(step);
    last = turn.catch(() => undefined);
    return turn;
  };
}
