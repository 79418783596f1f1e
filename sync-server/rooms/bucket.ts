/** A token bucket: `burst` at once, `perSecond` in the long run. Times in milliseconds. */
export function createBucket({
  burst,
  perSecond,
  now,
}: {
  burst: number;
  perSecond: number;
  now: () => number;
}) {
  let tokens = burst;
  let last = now();
  const fill = () => {
    const time = now();
    tokens = Math.min(burst, tokens + ((time - last) / 1000) * perSecond);
    last = time;
  };
  return {
    /** Whether nothing is owed. */
    isInCredit(): boolean {
      fill();
      return tokens >= 0;
    },
    /** Takes tokens, into debt if need be; returns for how many milliseconds to take no more. */
    take(amount: number): number {
      fill();
      tokens -= amount;
      return tokens >= 0 ? 0 : (-tokens / perSecond) * 1000;
    },
  };
}
export type Bucket = ReturnType<typeof createBucket>;
