/** What the launcher tells the owner: one plain line each. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** A reason to stop that is said in words, without a stack. */
export class Stop extends Error {}

/** Does one step and says how long it took. */
export async function step(what, action) {
  const start = Date.now();
  say(`${what} …`);
  const value = await action();
  say(`  done in ${seconds(start)}`);
  return value;
}

export function seconds(start) {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}

/** Runs a launcher script: a `Stop` becomes its words and exit code 1, anything else is a bug with its stack. */
export async function launch(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
