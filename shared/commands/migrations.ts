import { z } from 'zod';
import type { CollectionName } from '#shared/domain/collections.ts';
import { modelProviderSchema, providerNames } from '#shared/domain/model-provider.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';

/**
 * One step from how earlier versions wrote records to how this one does. Two devices may take it at once, and a
 * device of an earlier version may write in the old way after it: so the result depends on the record alone, and
 * a record that has been through it needs nothing more. Numbers are never given twice.
 */
export interface Migration {
  number: number;
  collection: CollectionName;
  /** What to set, by path; `undefined` takes a field away. Nothing for a record that is as it should be. */
  changes(record: JsonObject): { path: string[]; value: Json | undefined }[];
  /**
   * Records of the same compartment that a record in need of changes becomes besides; none that is there already
   * is touched. Their ids and all that is in them come from the record, so that two devices make the same.
   */
  makes?(record: JsonObject): NewRecord[];
}

interface NewRecord {
  collection: CollectionName;
  record: JsonObject & { id: string };
}

/** Before models were records, the settings had one, of Ollama. */
const oldModelSchema = z.looseObject({
  provider: z.literal('ollama'),
  ollamaUrl: modelProviderSchema.shape.url,
  model: modelProviderSchema.shape.model,
  contextTokens: modelProviderSchema.shape.contextTokens,
});

function modelOfSettings(settings: JsonObject): (JsonObject & { id: string }) | undefined {
  const old = oldModelSchema.safeParse(settings);
  if (!old.success || settings['chain'] !== undefined) return undefined;
  const { ollamaUrl: url, model, contextTokens } = old.data;
  return {
    id: contentId({ modelOf: 'aiSettings', url, model: model ?? '' }),
    kind: 'ollama',
    name: providerNames.ollama,
    url,
    ...(model === undefined ? {} : { model }),
    contextTokens,
    hasKey: false,
    // Nobody noted when.
    createdAt: 0,
  };
}

/**
 * The model of the settings becomes one of the list, and the chain asks it. Whoever has a chain has chosen since.
 * The old fields stay for devices of an earlier version.
 */
const modelsAreRecords: Migration = {
  number: 1,
  collection: 'aiSettings',
  changes(settings) {
    const model = modelOfSettings(settings);
    return model === undefined ? [] : [{ path: ['chain'], value: [model.id] }];
  },
  makes(settings) {
    const model = modelOfSettings(settings);
    return model === undefined ? [] : [{ collection: 'modelProviders', record: model }];
  },
};

/** All migrations, in the order of their numbers. */
export const migrations: readonly Migration[] = [modelsAreRecords];

export function latestMigration(all: readonly Migration[]): number {
  return Math.max(0, ...all.map(({ number }) => number));
}
