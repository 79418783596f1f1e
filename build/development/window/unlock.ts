import { ignore } from '#shared/lib/ignore.ts';
import { expectOk } from '#shared/lib/result.ts';
import { firstAnswers } from '#renderer/features/welcome/answers.ts';
import { createBusiness } from '#renderer/features/welcome/create-business.ts';
import { useSession } from '#renderer/state/session.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { developmentPassphrase } from './passphrase.ts';

/** Vite's page of development loads this beside the window: the profile is made on the first start, and opened on each. */
const unsubscribe = useSession.subscribe(({ vault: state }) => {
  if (state === 'starting') return;
  // Once: who locks the window wants to see the lock.
  unsubscribe();
  if (state === 'empty') ignore(makeProfile());
  if (state === 'locked') ignore(unlock());
});

async function unlock(): Promise<void> {
  expectOk(await vault().unlock(developmentPassphrase));
}

async function makeProfile(): Promise<void> {
  const words = await vault().newRecoveryWords();
  const answers = { ...firstAnswers, mode: 'sample' as const, passphrase: developmentPassphrase, words };
  expectOk(await createBusiness(answers, false));
  // The first run has begun meanwhile, and knows nothing of this.
  location.reload();
}
