import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inRoot, ownFiles, readText } from './repository.ts';

test('every link of the documents leads to a file that is here', () => {
  const documents = ownFiles().filter((file) => file.endsWith('.md'));
  const broken = documents.flatMap((file) =>
    [...readText(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .map(([, target = '']) => path.join(path.dirname(file), target))
      .filter((target) => !existsSync(inRoot(target)))
      .map((target) => `${file} → ${target}`),
  );
  expect(broken).toEqual([]);
});
