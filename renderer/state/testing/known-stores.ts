import { create as createStore, type StateCreator } from 'zustand';

export * from 'zustand';

const begunAnew: (() => void)[] = [];

/** As `zustand` makes them; each is known, so that a window can begin anew without being loaded again. */
export const create = (<State>(initializer: StateCreator<State>) => {
  const store = createStore(initializer);
  begunAnew.push(() => store.setState(store.getInitialState(), true));
  return store;
}) as typeof createStore;

export function beginStoresAnew(): void {
  for (const begin of begunAnew) begin();
}
