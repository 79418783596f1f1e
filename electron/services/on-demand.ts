type Handler = (...args: never[]) => Promise<unknown>;

/**
 * Handlers that are read in with the first of them that is called: their libraries take a second of the start and much
 * memory, and most businesses never call them. `contract` has a place for each.
 */
export function onDemand<Handlers extends Record<keyof Handlers, Handler>>(
  contract: Record<keyof Handlers, unknown>,
  load: () => Promise<Handlers>,
): Handlers {
  let loading: Promise<Handlers> | undefined;
  const late =
    (name: keyof Handlers) =>
    async (...args: never[]) => {
      const handlers = await (loading ??= load());
      return handlers[name](...args);
    };
  const names = Object.keys(contract) as (keyof Handlers)[];
  return Object.fromEntries(names.map((name) => [name, late(name)])) as unknown as Handlers;
}
