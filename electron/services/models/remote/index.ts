export { remoteChat } from './chat.ts';
export { toProblem, unreachable } from './problems.ts';
