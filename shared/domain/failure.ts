import { z } from 'zod';
import { momentSchema } from './common.ts';

/** Where a failure happened: in the window, in the worker that holds the business, or in the shell. */
export const failurePlaces = ['window', 'worker', 'shell'] as const;
export type FailurePlace = (typeof failurePlaces)[number];

/**
 * A bug that showed itself. What an error says may hold somebody's data, so there is only its kind and where in our own
 * code it was, in words that cannot be anybody's: an identifier, a file's name without its folder, and numbers.
 */
export const failureSchema = z.strictObject({
  /** Which of our own sentences told of it, such as `An ignored promise`. */
  what: z.string().regex(/^[A-Za-z ]{1,60}$/),
  kind: z.string().regex(/^[A-Za-z]{1,40}$/),
  frames: z.array(z.string().regex(/^[\w$.<>]{1,80} [\w.-]{1,80}:\d{1,7}:\d{1,7}$/)).max(15),
});
export type Failure = z.infer<typeof failureSchema>;

/** The same one several times is one line. */
export const keptFailureSchema = failureSchema.extend({
  place: z.enum(failurePlaces),
  times: z.int().min(1),
  firstAt: momentSchema,
  lastAt: momentSchema,
});
export type KeptFailure = z.infer<typeof keptFailureSchema>;

/** `at read (http://127.0.0.1:1/assets/vault-1a2b.js:12:34)`, in the words of Chromium and Node. */
const frameOf = /^ {4}at (?:async )?(?:new )?(?:([\w$.<>]+) (?:\[as [\w$]+\] )?\()?(.*?):(\d+):(\d+)\)?$/;

/** What of an error may be written down. */
export function failureFrom(what: string, error: unknown): Failure {
  if (!(error instanceof Error)) return { what, kind: 'NoError', frames: [] };
  const kind = /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error';
  return {
    what,
    kind,
    frames: (error.stack ?? '').replace(error.message, '').split('\n').flatMap(frameIn).slice(0, 15),
  };
}

/** A file's address names the folders of this computer: only its own name stays. */
function frameIn(line: string): string[] {
  const [, name = '<anonymous>', address = '', row = '', column = ''] = frameOf.exec(line) ?? [];
  const frame = `${name} ${address.split(/[/\\]/).at(-1)?.split(/[?#]/)[0]}:${row}:${column}`;
  return failureSchema.shape.frames.element.safeParse(frame).success ? [frame] : [];
}
