import { ignore } from '#shared/lib/ignore.ts';
import { questionSchema, type Answer } from './messages.ts';
import { createRecogniser, type Engine } from './recogniser.ts';

/**
 * A process of its own, in which speech models of this computer run: see `VoiceProcess`. It opens no connection. The
 * engine is an optional part of the installation, and loaded with the first question.
 */
const answer = createRecogniser(async () => {
  // By a name, because the package has no types.
  const name = 'sherpa-onnx-node';
  const module = (await import(name)) as { default: Engine };
  return module.default;
});

let turn: Promise<unknown> = Promise.resolve();

function take(message: unknown): void {
  const question = questionSchema.safeParse(message);
  if (!question.success) return;
  turn = turn.then(async () => reply(await answer(question.data)));
  ignore(turn);
}

/** Electron's side of a utility process; a forked process of Node has `process.send`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: Answer): void;
}
const { parentPort } = process as unknown as { parentPort?: ParentPort };

function reply(message: Answer): void {
  if (parentPort === undefined) process.send?.(message);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
  else parentPort.postMessage(message);
}

if (parentPort === undefined) process.on('message', take);
else parentPort.on('message', ({ data }) => take(data));
