/** A bug of ours must reach the console; its words may hold what a customer wrote, so they do not. */
export function report(error: unknown): void {
  const frames =
    error instanceof Error ? error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) : [];
  console.error('Taking in a delivery failed.', ...(frames ?? []));
}
