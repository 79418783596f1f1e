import { parseArgs } from 'node:util';
import { createOllamaStandin } from './server.ts';
import { usualAnswer } from './usual-answer.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '11434' } } });
const standin = await createOllamaStandin({
  port: Number(values.port),
  models: [
    { name: 'llama3.2:3b', sizeBytes: 2_019_393_189 },
    { name: 'nomic-embed-text', sizeBytes: 274_302_450, embeds: true },
    { name: 'qwen3:0.6b', sizeBytes: 522_653_767, thinking: true },
    {
      name: 'gpt-oss:120b-cloud',
      sizeBytes: 384,
      remoteHost: 'https://ollama.com:443',
      remoteModel: 'gpt-oss:120b',
    },
  ],
  registry: {
    'phi4-mini': [
      { digest: 'sha256:3c168af1dea0', total: 2_491_876_774 },
      { digest: 'sha256:fa8235e5b48f', total: 1_084 },
    ],
  },
  pullDelay: 400,
  answer: (body) => ({ text: usualAnswer(body), pieceDelay: 40 }),
});
console.log(`The Ollama stand-in listens at ${standin.url}`);
process.on('SIGTERM', () => void standin.close());
process.on('SIGINT', () => void standin.close());
