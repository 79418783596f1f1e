export { remoteChat } from './chat.ts';
export { toProblem } from './problems.ts';
