import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';
import type { SecondFactor, SecondFactorView } from './second-factor.ts';

export type { SecondFactorView } from './second-factor.ts';

/** The second factor of the owner who uses this device; see `SecondFactor`. */
export interface AccessApi {
  secondFactor(): Promise<SecondFactorView>;
  prepareSecondFactor(): Promise<Result<{ secret: string; link: string }>>;
  /** By the passphrase: whoever finds the computer unlocked does not shut its owner out. */
  switchSecondFactorOn(wish: {
    passphrase: string;
    secret: string;
    code: string;
  }): Promise<Result<{ recoveryCode: string }>>;
  proveSecondFactor(code: string): Promise<Result<{ isOff: boolean }>>;
  switchSecondFactorOff(): Promise<Result<void>>;
}

export function createAccessApi(
  { open, unlocked, writing }: Guard<{ secondFactor: SecondFactor; loaded: Promise<void> }>,
  deps: { isPassphrase(passphrase: string): Promise<Result<unknown>> },
): AccessApi {
  return {
    async secondFactor() {
      const parts = open();
      await parts?.loaded;
      return parts?.secondFactor.view() ?? {};
    },
    prepareSecondFactor: () => unlocked(({ secondFactor }) => ok(secondFactor.prepare())),
    switchSecondFactorOn: ({ passphrase, secret, code }) =>
      writing(async ({ secondFactor, loaded }) => {
        await loaded;
        const known = await deps.isPassphrase(passphrase);
        return known.ok ? secondFactor.switchOn(secret, code) : known;
      }),
    proveSecondFactor: (code) =>
      unlocked(async ({ secondFactor, loaded }) => {
        await loaded;
        return secondFactor.prove(code);
      }),
    switchSecondFactorOff: () =>
      writing(async ({ secondFactor, loaded }) => {
        await loaded;
        return secondFactor.switchOff();
      }),
  };
}
