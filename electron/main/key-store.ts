import { safeStorage, systemPreferences } from 'electron';
import { type KeyStore, protects } from '#electron/services/keystore/key-store.ts';

const isMac = process.platform === 'darwin';

/** The system's key store, by Electron: the Keychain, Windows' data protection, or a Linux desktop's secret service. */
export function createKeyStore(): KeyStore {
  const hasTouchId = (): boolean => isMac && systemPreferences.canPromptTouchID();
  return {
    isThere: async () =>
      protects({
        platform: process.platform,
        isAvailable: await safeStorage.isAsyncEncryptionAvailable(),
        backend: process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : undefined,
      }),
    asks: () => (hasTouchId() ? 'touchId' : 'nothing'),
    seal: async (secret) => (await safeStorage.encryptStringAsync(secret)).toString('base64'),
    async open(sealed, reason) {
      if (hasTouchId()) await systemPreferences.promptTouchID(reason);
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
      return { secret: result, again: shouldReEncrypt };
    },
  };
}
