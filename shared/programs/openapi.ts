import type { ProgramTool } from './tools.ts';

/** What the interface answers with instead, where something is in the way. */
const problemSchema = {
  type: 'object',
  properties: { code: { type: 'string' }, message: { type: 'string' } },
  required: ['code', 'message'],
};

const refusals: Record<string, string> = {
  '400': 'An argument does not fit; nothing was changed.',
  '401': 'The token is not known, or was taken back.',
  '403': 'The owner has not given this, or keeps it on this computer.',
  '409': 'It could not be done as things are.',
  '423': 'Plumbline is locked.',
  '429': 'Too much was asked for; wait.',
};

/** Describes the interface over HTTP for these tools, as OpenAPI 3.1. Made of the same schemas that check each call. */
export function openApiOf(
  tools: readonly ProgramTool[],
  { origin, version }: { origin: string; version: string },
) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Plumbline',
      version,
      description: 'What a program on this computer may ask for. Every change waits for the owner.',
    },
    servers: [{ url: origin }],
    security: [{ token: [] }],
    paths: Object.fromEntries(tools.map((tool) => [`/v1/${tool.name}`, { post: operationOf(tool) }])),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problemSchema },
    },
  };
}

function operationOf({ name, title, description, kind, input, output }: ProgramTool) {
  const answers: Record<string, string> =
    kind === 'write'
      ? { '200': 'The owner has decided.', '202': 'It waits for the owner; ask request_status.' }
      : { '200': 'What was found.' };
  return {
    operationId: name,
    summary: title,
    description,
    requestBody: { required: true, content: { 'application/json': { schema: input } } },
    responses: {
      ...mapValues(answers, (words) => responseOf(words, output)),
      ...mapValues(refusals, (words) => responseOf(words, { $ref: '#/components/schemas/Problem' })),
    },
  };
}

function responseOf(description: string, schema: object) {
  return { description, content: { 'application/json': { schema } } };
}

function mapValues<T>(values: Record<string, string>, map: (value: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
