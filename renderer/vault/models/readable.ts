/** How long a model may read what every question begins with, in seconds: once, and after each change of it. */
const seconds = 8;

/** Sizes in tokens: another one has the beginning read anew, so that it changes in steps alone, and never grows. */
const sizes = [512, 1024, 2048];
const unmeasured = sizes.at(-1)!;

/** How much each model of this computer reads in a few seconds. Within a session it only gets less. */
export function createReadable() {
  const known = new Map<string, number>();
  return {
    tokens: (providerId: string): number => known.get(providerId) ?? unmeasured,
    learn(providerId: string, tokensPerSecond: number | undefined): void {
      if (tokensPerSecond === undefined) return;
      const size = sizes.findLast((each) => each <= tokensPerSecond * seconds) ?? sizes[0]!;
      known.set(providerId, Math.min(size, known.get(providerId) ?? unmeasured));
    },
  };
}
