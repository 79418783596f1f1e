/** Counts off what fits, in bytes; false for what does not, which counts for nothing. */
export type Budget = (bytes: number) => boolean;

export function createBudget(bytes: number): Budget {
  let left = bytes;
  return (taken) => {
    if (taken > left) return false;
    left -= taken;
    return true;
  };
}
