import { afterAll } from 'vitest';
import { leftIn, loopbackOnly, newLedger } from './ledger.ts';
import './only.mjs';

// For each file of tests: neither it nor a process that it starts may reach another computer.
const { file, remove } = newLedger();
Object.assign(process.env, loopbackOnly(file));

afterAll(() => {
  const left = leftIn(file);
  remove();
  if (left.length > 0) throw new Error(`A test would have reached ${left.join(', ')}.`);
});
