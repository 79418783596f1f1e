import { useState } from 'react';
import type { OrderView } from '#shared/bridge/contract/closing.ts';
import { useAnswer } from './answer.ts';
import { bridge } from './vault-client.ts';

/** Each time another function, so that the same is asked again. */
const newQuestion = () => () => bridge().call('closing.order', {});

/** What is left to do at the relay of a business that was closed, and its end. */
export function useClosingOrder(): { order: OrderView | undefined; drop(): Promise<void> } {
  const [ask, setAsk] = useState(newQuestion);
  const answer = useAnswer(ask);
  return {
    order: answer?.ok === true ? answer.value.order : undefined,
    async drop() {
      await bridge().call('closing.dropOrder', {});
      setAsk(newQuestion);
    },
  };
}
