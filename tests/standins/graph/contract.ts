import { readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Schema = Record<string, unknown>;

/**
 * Meta's own description of its API, as a judge over requests and answers. What is newer than the description
 * is allowed on top: business-scoped user ids and the opaque callback data.
 */
export interface MetaContract {
  /** Why a body for `POST /{phone-number-id}/messages` is not as described; `undefined` when it is. */
  faultOfMessage(body: unknown): string | undefined;
  /** Why a value is not as the named schema says. */
  faultOf(schema: string, value: unknown): string | undefined;
}

let shared: MetaContract | undefined;

/** Reading the description takes a while, so one serves all. */
export function metaContract(): MetaContract {
  shared ??= load();
  return shared;
}

function load(): MetaContract {
  const file = new URL('../../fixtures/meta-openapi-v23.yaml', import.meta.url);
  const document = parse(readFileSync(file, 'utf8')) as { components: { schemas: Record<string, Schema> } };
  const { schemas } = document.components;
  allowNewer(schemas);
  const ajv = new Ajv({ strict: false, validateSchema: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'meta', components: { schemas: closeCompositions(schemas) } });
  const validators = new Map<string, ValidateFunction>();

  function faultOf(schema: string, value: unknown): string | undefined {
    const validate = validators.get(schema) ?? ajv.compile({ $ref: `meta#/components/schemas/${schema}` });
    validators.set(schema, validate);
    return validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: 'body' });
  }

  return {
    faultOf,
    faultOfMessage(body) {
      if (isReadReceipt(body)) return undefined;
      const schema = schemaOfMessage((body as { type?: unknown } | null)?.type);
      return schema === undefined ? 'body/type is none of those that can be sent' : faultOf(schema, body);
    },
  };
}

const sendable = [
  'text',
  'audio',
  'document',
  'image',
  'location',
  'video',
  'sticker',
  'reaction',
  'interactive',
  'template',
  'contacts',
];

/** Checking the one schema that the type names gives better faults than checking all of a `oneOf`. */
function schemaOfMessage(type: unknown): string | undefined {
  if (typeof type !== 'string' || !sendable.includes(type)) return undefined;
  return `${type.charAt(0).toUpperCase()}${type.slice(1)}Message`;
}

/** A read receipt has an example in the description but no schema. */
export function isReadReceipt(
  body: unknown,
): body is { message_id: string; typing_indicator?: { type: 'text' } } {
  const receipt = body as Record<string, unknown> | null;
  return (
    receipt?.['messaging_product'] === 'whatsapp' &&
    receipt['status'] === 'read' &&
    typeof receipt['message_id'] === 'string' &&
    Object.keys(receipt).every((key) =>
      ['messaging_product', 'status', 'message_id', 'typing_indicator'].includes(key),
    )
  );
}

function allowNewer(schemas: Record<string, Schema>): void {
  const base = schemas['BaseMessageProperties']!;
  base['required'] = ['messaging_product', 'recipient_type', 'type'];
  base['oneOf'] = [{ required: ['to'] }, { required: ['recipient'] }];
  Object.assign(base['properties'] as Schema, {
    recipient: { type: 'string', pattern: '^[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}$' },
    biz_opaque_callback_data: { type: 'string', maxLength: 512 },
  });
  // The pattern of the description refuses its own example, `0`.
  const component = schemas['TemplateComponent']!['properties'] as { index: Schema };
  component.index['pattern'] = '^[0-9]$';
}

/**
 * The description closes the parts of an `allOf` one by one, so that no body at all would fit: close the whole
 * instead.
 */
function closeCompositions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closeCompositions);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, closeCompositions(child)]),
  );
  delete copy['discriminator'];
  const parts = copy['allOf'];
  if (!Array.isArray(parts) || !parts.some((part: Schema) => part['additionalProperties'] === false))
    return copy;
  const opened = parts.map((part: Schema) =>
    Object.fromEntries(Object.entries(part).filter(([key]) => key !== 'additionalProperties')),
  );
  return { ...copy, allOf: opened, unevaluatedProperties: false };
}
