/** Ends what gives no sign of life: for the first so long, between two others so long. In milliseconds. */
export interface Patience {
  first: number;
  between: number;
}

export function createWatchdog({ first, between }: Patience, bark: () => void) {
  let barked = false;
  const start = (milliseconds: number) =>
    setTimeout(() => {
      barked = true;
      bark();
    }, milliseconds);
  let timer = start(first);
  return {
    alive: () => {
      clearTimeout(timer);
      timer = start(between);
    },
    barked: () => barked,
    end: () => clearTimeout(timer),
  };
}
