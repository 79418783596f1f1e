import { appendFileSync } from 'node:fs';
import net from 'node:net';

/**
 * Loaded into a process, it refuses every socket that would leave this computer, and notes its host in the file that
 * PLUMBLINE_LEFT names: what refuses may be caught, what is noted stays. Names are not looked up: only `localhost` is
 * known to be here. `node --import` loads it, in any version of Node.
 */
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...args) {
  const host = hostOf(args);
  if (isHere(host)) return connect.apply(this, args);
  if (process.env.PLUMBLINE_LEFT) appendFileSync(process.env.PLUMBLINE_LEFT, `${host}\n`);
  throw new Error(`A test would have reached ${host}: only this computer is allowed.`);
};

/** Node hands its own calls on as one list: the options, and who waits. */
function hostOf(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) return first.path === undefined ? first.host : undefined;
  return typeof first === 'number' && typeof second === 'string' ? second : undefined;
}

function isHere(host) {
  return (
    host === undefined ||
    host === null ||
    /^(?:localhost|127\.[\d.]+|\[?::1\]?|::ffff:127\.[\d.]+|)$/.test(host)
  );
}
