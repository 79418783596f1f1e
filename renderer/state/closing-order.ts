import { useCallback, useEffect, useState } from 'react';
import type { OrderView } from '#shared/bridge/contract/closing.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { bridge } from './vault-client.ts';

/** What is left to do at the relay of a business that was closed, and its end. */
export function useClosingOrder(): { order: OrderView | undefined; drop(): Promise<void> } {
  const [order, setOrder] = useState<OrderView>();
  const read = useCallback(async () => {
    const kept = await bridge().call('closing.order', {});
    setOrder(kept.ok ? kept.value.order : undefined);
  }, []);
  useEffect(() => ignore(read()), [read]);
  return {
    order,
    async drop() {
      await bridge().call('closing.dropOrder', {});
      await read();
    },
  };
}
