import './fakes.ts';
const { runSeed } = await import('./run.ts');
const verbose = process.argv[4] === 'v';
for (let s = Number(process.argv[2]); s < Number(process.argv[3]); s++) {
  const t = process.cpuUsage();
  const r = await runSeed(s, { onNote: verbose ? (l) => process.stdout.write(l + '\n') : undefined });
  const c = process.cpuUsage(t);
  console.log(s, Math.round((c.user + c.system) / 1000), 'ms', r.events, r.hash.slice(0, 8), r.witnesses, r.problems.slice(0, 3));
}
process.exit(0);
