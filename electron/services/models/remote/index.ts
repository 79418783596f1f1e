export { remoteChat } from './chat.ts';
export { problemOf, toProblem, unreachable } from './problems.ts';
