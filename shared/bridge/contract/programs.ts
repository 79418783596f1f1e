import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { programPortSchema, programSchema } from '#shared/domain/program.ts';

/** What the shell knows of a program: whom it lets in, and which tools to name to it. */
export const knownProgramSchema = z.object({
  id: idSchema,
  tokenHash: z.string().max(64),
  scopes: programSchema.shape.scopes,
  proposes: z.boolean(),
});
export type KnownProgram = z.infer<typeof knownProgramSchema>;

/** Why the server is not open: nobody is let in, another program has the port, or the system refuses it. */
const serverSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open'), origin: z.string() }),
  z.object({ state: z.enum(['closed', 'busy', 'refused']) }),
]);
export type ProgramServerState = z.infer<typeof serverSchema>;

/** What a program asks for. Its arguments are of unknown shape. */
const requestSchema = z.object({
  id: idSchema,
  programId: idSchema,
  way: z.enum(['mcp', 'rest']),
  saysItIs: z.string().max(80).optional(),
  tool: z.string().max(80),
  args: z.json(),
});
export type ProgramRequest = z.infer<typeof requestSchema>;

const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.record(z.string(), z.json()) }),
  z.object({ ok: z.literal(false), code: z.string(), message: z.string() }),
]);
export type ProgramAnswer = z.infer<typeof answerSchema>;

export const programsCalls = {
  /** Waits for these programs, on this port of the loopback interface; for none of them it is closed. */
  'programs.open': {
    args: z.object({
      port: programPortSchema.or(z.literal(0)),
      programs: z.array(knownProgramSchema).max(100),
    }),
    result: serverSchema,
  },
  'programs.answer': { args: z.object({ id: idSchema, answer: answerSchema }), result: z.object({}) },
} as const;

export const programsStreams = {
  /** What programs ask for, while somebody is there to answer; until then they are told that Plumbline is locked. */
  'programs.serve': { args: z.object({}), event: requestSchema, result: z.object({}) },
} as const;
