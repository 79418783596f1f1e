import type { ModelRequest } from '#shared/agent/model-port.ts';
import type { Models } from '#renderer/vault/models/models.ts';
import { printFigure } from '../lib/figure.ts';
import { openOffice } from './office.ts';

/**
 * `answers` against a real server: `PLUMBLINE_MODEL` names a model that it has, `PLUMBLINE_MODEL_URL` its address.
 * What was computed anew shows in the time that the server took to read the prompt; its count holds what was cached.
 */
const model = process.env['PLUMBLINE_MODEL'];
const url = process.env['PLUMBLINE_MODEL_URL'] ?? 'http://127.0.0.1:11434';

if (model === undefined) {
  console.log('No model is named: set PLUMBLINE_MODEL, such as llama3.2:3b. Nothing was measured.');
} else {
  const office = openOffice({ url, model });
  const first = await milliseconds(office.models, office.draft('one'));
  const second = await milliseconds(office.models, office.draft('two'));
  const others = office.ask('other');
  await others.reading();
  await others.summary();
  const after = await milliseconds(office.models, office.draft('two'));
  report('real-model.second-message', second, first);
  report('real-model.after-other-purposes', after, first);
}

async function milliseconds(models: Models, request: ModelRequest): Promise<number> {
  const answer = await models.stream(request, () => {});
  if (answer.ok) return answer.value.usage.promptMilliseconds ?? 0;
  throw new Error(answer.error.message);
}

function report(name: string, value: number, peerValue: number): void {
  const note = `${model} at ${url}; over the first reading of the same prompt`;
  printFigure({ name, value, unit: 'ms', peer: 'first', peerValue, encrypted: false, durable: false, note });
}
