/** The files of a model, by what the engine calls them. */
export type ModelFiles =
  | { kind: 'whisper'; encoder: string; decoder: string; tokens: string }
  | { kind: 'transducer'; encoder: string; decoder: string; joiner: string; tokens: string; isNemo: boolean }
  | {
      kind: 'moonshine';
      preprocessor: string;
      encoder: string;
      uncachedDecoder: string;
      cachedDecoder: string;
      tokens: string;
    };

/** Which of the models that can be read a folder holds, by the names that those who publish them give their files; `undefined` for none. */
export function modelFilesIn(folderName: string, names: readonly string[]): ModelFiles | undefined {
  const tokens = names.find((name) => /(^|-)tokens\.txt$/.test(name));
  if (tokens === undefined) return undefined;
  const [encoder, decoder, joiner] = ['encoder', 'decoder', 'joiner'].map((part) => weightsOf(names, part));
  if (encoder !== undefined && decoder !== undefined) {
    if (joiner === undefined) return { kind: 'whisper', encoder, decoder, tokens };
    const isNemo = /nemo|parakeet/i.test(`${folderName} ${encoder}`);
    return { kind: 'transducer', encoder, decoder, joiner, tokens, isNemo };
  }
  const [preprocessor, encode, uncachedDecoder, cachedDecoder] = [
    'preprocess',
    'encode',
    'uncached_decode',
    'cached_decode',
  ].map((part) => weightsOf(names, part));
  if (!preprocessor || !encode || !uncachedDecoder || !cachedDecoder) return undefined;
  return { kind: 'moonshine', preprocessor, encoder: encode, uncachedDecoder, cachedDecoder, tokens };
}

/** Of two sizes of the same weights the smaller one: it is as good for speech, and faster. */
function weightsOf(names: readonly string[], part: string): string | undefined {
  const fitting = names.filter((name) => new RegExp(`(^|[-.])${part}(\\.|-|$)[\\w.-]*onnx$`).test(name));
  return fitting.find((name) => name.includes('int8')) ?? fitting[0];
}
