import { expect, test } from 'vitest';
import { isCloudName } from './model-names.ts';

test.each([
  'gpt-oss:120b-cloud',
  'qwen3-coder:480b-cloud',
  'glm-4.6:cloud',
  'library/kimi:CLOUD',
  'x:cloud ',
])('rule 2 %s runs elsewhere', (name) => expect(isCloudName(name)).toBe(true));

test.each(['llama3.2:3b', 'cloud', 'cloudy:7b', 'registry:5000/cloud/model:3b', 'model:cloudless'])(
  '%s says nothing of the kind',
  (name) => expect(isCloudName(name)).toBe(false),
);
