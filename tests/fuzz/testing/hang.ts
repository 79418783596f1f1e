/** A decoder that never ends, or never has enough: for the test of the watcher. */
const [what = ''] = process.argv.slice(2);
process.stdout.write(`trying ${what}\n`, () => {
  const kept: number[][] = [];
  for (let round = 0; ; round++) if (what === 'memory') kept.push(Array.from({ length: 1000 }, () => round));
});
