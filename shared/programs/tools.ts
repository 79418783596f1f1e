import { z } from 'zod';
import { isReadTool, readTools, type ReadToolName } from '#shared/assistant/read-calls.ts';
import { writeTools } from '#shared/assistant/write-tools.ts';
import type { Program, ProgramScope } from '#shared/domain/program.ts';
import { conversationArgsSchema, conversationResultSchema } from './conversation.ts';
import { readResultSchema, writeResultSchema } from './results.ts';

type JsonSchema = Record<string, unknown>;

/** A tool as programs know it, over MCP and over HTTP alike. */
export interface ProgramTool {
  /** In letters, digits and `_`, which every client takes: `job_create`. */
  name: string;
  title: string;
  description: string;
  kind: 'read' | 'conversation' | 'write' | 'status';
  /** The command that it asks for. */
  command?: string;
  /** What the owner has to have given; none for what every program may ask. */
  scope?: ProgramScope;
  input: JsonSchema;
  output: JsonSchema;
  annotations: {
    readOnlyHint: boolean;
    destructiveHint: boolean;
    idempotentHint: boolean;
    openWorldHint: boolean;
  };
}

const reads: Record<ReadToolName, { title: string; scope: ProgramScope }> = {
  find_contacts: { title: 'Find contacts', scope: 'contacts' },
  find_jobs: { title: 'Find jobs', scope: 'schedule' },
  find_invoices: { title: 'Find invoices', scope: 'money' },
  find_conversations: { title: 'Find conversations', scope: 'conversations' },
  money_owed: { title: 'Who owes money', scope: 'money' },
  visits: { title: 'Visits of a day', scope: 'schedule' },
  free_slots: { title: 'Free times of a day', scope: 'schedule' },
  price_list: { title: 'Price list', scope: 'schedule' },
};

/** Whose records a command changes, by the first part of its name. */
const scopeOfCommands: Record<string, ProgramScope> = {
  contact: 'contacts',
  job: 'schedule',
  task: 'schedule',
  invoice: 'money',
  message: 'conversations',
  note: 'conversations',
  conversation: 'conversations',
};

/** Commands that take something away. */
const destructive: ReadonlySet<string> = new Set(['job.cancel', 'job.cancelVisit', 'job.removeVisit']);
/** Commands that somebody outside hears of. */
const goesOut: ReadonlySet<string> = new Set(['message.send']);

const looksUp = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

export const statusArgsSchema = z.strictObject({ request: z.string().max(64) });

const requestStatus: ProgramTool = {
  name: 'request_status',
  title: 'What became of a request',
  description: 'Tells whether the owner has approved a change that was asked for.',
  kind: 'status',
  input: schemaOf(statusArgsSchema),
  output: schemaOf(writeResultSchema),
  annotations: looksUp,
};

const readConversation: ProgramTool = {
  name: 'read_conversation',
  title: 'Read a conversation',
  description: 'The last messages of a conversation, the oldest first.',
  kind: 'conversation',
  scope: 'conversations',
  input: schemaOf(conversationArgsSchema),
  output: schemaOf(conversationResultSchema),
  annotations: looksUp,
};

/** Every tool that there is for programs: what the assistant reads with, and the commands that it may propose. */
export const programTools: readonly ProgramTool[] = [
  ...readingTools(),
  readConversation,
  ...changingTools(),
  requestStatus,
];

/** Those that the owner has given a program. */
export function toolsOf({ scopes, proposes }: Pick<Program, 'scopes' | 'proposes'>): ProgramTool[] {
  return programTools.filter(({ kind, scope }) => {
    if (kind === 'status') return proposes;
    return (kind !== 'write' || proposes) && scope !== undefined && scopes.includes(scope);
  });
}

function readingTools(): ProgramTool[] {
  return Object.keys(readTools)
    .filter(isReadTool)
    .map((name) => ({
      name,
      ...reads[name],
      description: readTools[name].description,
      kind: 'read',
      input: schemaOf(readTools[name].args),
      output: schemaOf(readResultSchema(name)),
      annotations: looksUp,
    }));
}

function changingTools(): ProgramTool[] {
  return writeTools().map(({ name: command, title, description, schema }) => ({
    name: command.replaceAll('.', '_'),
    title,
    description: `${description} The owner is asked in Plumbline first, with exactly these arguments.`,
    kind: 'write',
    command,
    scope: scopeOfCommands[command.split('.', 1)[0]!]!,
    input: schema,
    output: schemaOf(writeResultSchema),
    annotations: {
      readOnlyHint: false,
      destructiveHint: destructive.has(command),
      idempotentHint: false,
      openWorldHint: goesOut.has(command),
    },
  }));
}

function schemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input' });
  return json;
}
