import type { Generation } from './engine.ts';
import type { StandinModel } from './options.ts';

/** How the server speaks of its models. */
const modified = '2026-11-28T13:01:33.302296838Z';

export function remoteMark({ remoteHost, remoteModel }: StandinModel) {
  return { remote_model: remoteModel, remote_host: remoteHost };
}

function detailsOf({ remoteHost }: StandinModel) {
  const isHere = remoteHost === undefined;
  return {
    parent_model: '',
    format: isHere ? 'gguf' : '',
    family: isHere ? 'llama' : '',
    families: isHere ? ['llama'] : null,
    parameter_size: isHere ? '3.2B' : '',
    quantization_level: isHere ? 'Q4_K_M' : '',
  };
}

/** A line of `/api/tags`; the oldest generation says less. */
export function tag(model: StandinModel, generation: Generation) {
  const { name, sizeBytes = 1_000_000_000, remoteHost, digest = `sha256:${name}` } = model;
  const isKnown = generation !== '0.13' && remoteHost === undefined;
  const window = { context_length: contextOf(model), embedding_length: 576 };
  return {
    name,
    model: name,
    ...remoteMark(model),
    modified_at: modified,
    size: sizeBytes,
    digest,
    details: { ...detailsOf(model), ...(isKnown && window) },
    ...(isKnown && { capabilities: capabilities(model) }),
  };
}

export function shown(model: StandinModel) {
  return {
    ...remoteMark(model),
    parameters: 'stop                           "<|im_end|>"',
    template: '{{ range .Messages }}{{ .Content }}{{ end }}',
    details: detailsOf(model),
    model_info: {
      'general.architecture': 'llama',
      'general.parameter_count': 3_212_749_888,
      'llama.context_length': contextOf(model),
      'llama.embedding_length': 576,
    },
    capabilities: capabilities(model),
    modified_at: modified,
  };
}

export function loadedLine(model: StandinModel, context: number) {
  const { name, sizeBytes = 1_000_000_000 } = model;
  return {
    name,
    model: name,
    size: sizeBytes * 2,
    digest: `sha256:${name}`,
    details: detailsOf(model),
    expires_at: '2026-11-28T13:24:17.657243616Z',
    size_vram: 0,
    context_length: context,
  };
}

export function contextOf({ contextTokens = 131_072 }: StandinModel): number {
  return contextTokens;
}

function capabilities({ thinking, embeds }: StandinModel): string[] {
  if (embeds === true) return ['embedding'];
  return thinking === true ? ['completion', 'thinking'] : ['completion'];
}
