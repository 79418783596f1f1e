import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** Switches in Electron's program itself: what they turn off, no argument and no environment can turn on. */
const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** Sets all fuses; throws where this Electron has one that is not decided here. */
export async function setFuses(program: string): Promise<void> {
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // An altered program on Apple silicon needs a new signature, if only its own.
    resetAdHocDarwinSignature: process.platform === 'darwin' && process.arch === 'arm64',
    ...fuses,
  });
}

/** The fuses of a packaged program that are not as decided here. */
export async function wrongFuses(program: string): Promise<string[]> {
  const wire: Record<string, unknown> = { ...(await getCurrentFuseWire(program)) };
  return Object.entries(fuses).flatMap(([fuse, on]) =>
    wire[fuse] === (on ? FuseState.ENABLE : FuseState.DISABLE) ? [] : [FuseV1Options[Number(fuse)] ?? fuse],
  );
}

export const fuseCount = Object.keys(fuses).length;
