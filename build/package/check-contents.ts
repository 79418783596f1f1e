import { extractFile, listPackage } from '@electron/asar';

/** What may be in the package. Everything else is a mistake. */
const allowedFiles = [
  /^package\.json$/,
  /^out\/main\/(index|journal-thread|voice-engine)\.js$/,
  /^out\/preload\/index\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/plumbline\.mcpb$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|svg|png|webp|woff2|wasm)$/,
];

/** What no packaged text may hold. */
const forbiddenTexts: [string, RegExp][] = [
  ['a source map', /sourceMappingURL=/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a token of Meta', /\bEAA[A-Za-z0-9]{40,}/],
  ['a token of GitHub, npm or AWS', /\b(gh[pousr]_[A-Za-z0-9]{36}|npm_[A-Za-z0-9]{36}|AKIA[A-Z0-9]{16})\b/],
  // As an import, not as a word: "playwright" stands in the list of common passphrases.
  ['a tool of development', /["'](@playwright\/test|playwright-core|vitest|electron-builder)["'/]/],
];

const requiredFiles = [
  'package.json',
  'out/main/index.js',
  'out/main/journal-thread.js',
  'out/main/voice-engine.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
];

export interface ContentsReport {
  files: number;
  bytes: number;
  mistakes: string[];
}

/**
 * Reads a packaged app's archive back and names every file or text in it that has no business there.
 *
 * @param buildFolder this machine's path of the sources, which must not show in the package
 */
export function checkContents(archive: string, buildFolder: string): ContentsReport {
  const report: ContentsReport = { files: 0, bytes: 0, mistakes: [] };
  const names = filesOf(archive);
  for (const name of requiredFiles) if (!names.includes(name)) report.mistakes.push(`${name} is missing`);
  for (const name of names) {
    const content = extractFile(archive, name);
    report.files += 1;
    report.bytes += content.length;
    report.mistakes.push(...mistakesIn(name, content, buildFolder));
  }
  return report;
}

function filesOf(archive: string): string[] {
  const entries = listPackage(archive, { isPack: false }).map((entry) =>
    entry.replaceAll('\\', '/').replace(/^\//, ''),
  );
  return entries.filter((entry) => !entries.some((other) => other.startsWith(`${entry}/`)));
}

function mistakesIn(name: string, content: Buffer, buildFolder: string): string[] {
  if (!allowedFiles.some((allowed) => allowed.test(name))) return [`${name} does not belong in the package`];
  if (/\.(woff2|png|webp|wasm|mcpb)$/.test(name)) return [];
  const text = content.toString();
  const found = forbiddenTexts.flatMap(([what, pattern]) => (pattern.test(text) ? [what] : []));
  if (text.includes(buildFolder)) found.push('a path of the build machine');
  if (name === 'package.json') found.push(...mistakesInManifest(text));
  return found.map((what) => `${name} holds ${what}`);
}

function mistakesInManifest(text: string): string[] {
  const manifest = JSON.parse(text) as Record<string, unknown>;
  return ['devDependencies', 'scripts'].filter((field) => field in manifest).map((field) => `"${field}"`);
}
