import { openRooms } from '/work/main/bench/relay/client.ts';
import { measureThroughput, warmUp } from '/work/main/bench/relay/load.ts';
import { ours } from '/work/main/bench/relay/servers.ts';
const loads = [
  {
    name: '1x1',
    rooms: 1,
    readersPerRoom: 1,
    updatesPerRoom: 12_000,
    contentBytes: 200,
    mostUnderway: Infinity,
  },
  {
    name: '1x10',
    rooms: 1,
    readersPerRoom: 10,
    updatesPerRoom: 6_000,
    contentBytes: 200,
    mostUnderway: Infinity,
  },
  {
    name: '50x2',
    rooms: 50,
    readersPerRoom: 2,
    updatesPerRoom: 240,
    contentBytes: 300,
    mostUnderway: Infinity,
  },
];
for (const load of loads) {
  const s = await ours.start();
  await warmUp(ours, s, load);
  const rooms = await openRooms(s, load, 'own');
  const f = await measureThroughput(ours, s, rooms, load);
  console.log('new', load.name, Math.round(f.updatesPerSecond), f.processorMillisecondsPer1000.toFixed(1));
  for (const room of rooms) room.leave();
  await s.stop();
}
process.exit(0);
