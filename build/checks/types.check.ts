import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { inRoot, ownFiles } from './repository.ts';

const reportSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })),
});

const ofNode = 'export const here: number = process.pid;\n';
const ofWindows = 'export const here: string = document.title;\n';

/** What the runtime of each room does not have, and by which code TypeScript says so. */
const strangers: Record<string, { text: string; code: string }> = {
  'shared/planted.ts': { text: ofWindows, code: 'TS2584' },
  'renderer/planted.ts': { text: ofNode, code: 'TS2591' },
  'renderer/vault/planted.ts': { text: ofWindows, code: 'TS2584' },
  'electron/planted.ts': { text: ofWindows, code: 'TS2584' },
  'electron/preload/planted.ts': { text: ofNode, code: 'TS2591' },
  'sync-server/planted.ts': { text: ofWindows, code: 'TS2584' },
  'booking-page/planted.ts': { text: ofNode, code: 'TS2591' },
  'build/planted.ts': { text: ofWindows, code: 'TS2584' },
  'build/development/window/planted.ts': { text: ofNode, code: 'TS2591' },
};

/** Where tests lie: they may have both. */
const ofTests = ['shared', 'renderer', 'renderer/vault', 'electron', 'sync-server', 'tests', 'bench'].map(
  (room) => `${room}/planted.test.ts`,
);
const mistaken = `${ofNode.replace('here', 'process_')}${ofWindows}export const wrong: number = 'one';\n`;
const floating = 'Promise.resolve(1);\n';

let folder = '';
let reported: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'types-'));
  symlinkSync(inRoot('node_modules'), path.join(folder, 'node_modules'), 'junction');
  const configurations = ownFiles().filter((file) => /(^|\/)tsconfig(\.base)?\.json$/.test(file));
  for (const file of ['.oxlintrc.json', 'package.json', ...configurations]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    copyFileSync(inRoot(file), path.join(folder, file));
  }
  for (const [file, { text }] of Object.entries(strangers)) plant(file, `${text}${floating}`);
  for (const file of ofTests) plant(file, `${mistaken}${floating}`);
  const { lintArguments } = (await import(inRoot('build/launcher/test/stages.mjs'))) as {
    lintArguments: string[];
  };
  const oxlint = inRoot('node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, ...lintArguments, '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  reported = reportSchema
    .parse(JSON.parse(stdout))
    .diagnostics.map(({ filename, code }) => `${path.normalize(filename)}: ${code ?? ''}`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function plant(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

const codesIn = (file: string) =>
  reported.filter((line) => line.startsWith(`${file}: `)).map((line) => line.slice(file.length + 2));

test.each(Object.entries(strangers))(
  '%s is held to its runtime, and rules that need types bite',
  (file, { code }) => {
    expect(codesIn(file)).toEqual(expect.arrayContaining([expect.stringContaining(code)]));
    expect(codesIn(file).join()).toContain('no-floating-promises');
  },
);

test.each(ofTests)('%s has every runtime, its types are checked, and rules that need types bite', (file) => {
  expect(codesIn(file).filter((code) => code.includes('TS'))).toEqual([expect.stringContaining('TS2322')]);
  expect(codesIn(file).join()).toContain('no-floating-promises');
});

test('each room that is compiled for itself has its stranger', () => {
  const rooms = ownFiles().filter((file) => file.endsWith('/tsconfig.json'));
  expect(
    Object.keys(strangers)
      .map((file) => path.dirname(file))
      .toSorted(),
  ).toEqual(rooms.map((file) => path.dirname(file)).toSorted());
});
