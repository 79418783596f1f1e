import { expect, test } from 'vitest';
import type { ChatMessage, ModelPort } from '#shared/agent/model-port.ts';
import { factsFor } from '#shared/agent/testing.ts';
import { err, expectOk } from '#shared/lib/result.ts';
import { decide } from './decide.ts';

test('the model is told that nobody reads its answer before the customer does', async () => {
  let asked: ChatMessage[] = [];
  const models: Pick<ModelPort, 'complete'> = {
    async complete({ messages }) {
      asked =
        typeof messages === 'function'
          ? expectOk(messages({ contextTokens: 8192, maxTokens: 512 }))
          : messages;
      const message = 'The model is not there.';
      return err({ code: 'model.none', message, partial: '', receipts: [], skipped: [] });
    },
  };
  expect(await decide(factsFor('How much is a tap repair?'), models)).toMatchObject({ action: 'handOff' });
  expect(asked[0]?.content).toContain('nobody reads it before');
  expect(asked[0]?.content).not.toContain('owner reads');
});
