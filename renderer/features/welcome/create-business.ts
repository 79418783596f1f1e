import { ok, type Result } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { setUpArgs, usualServices, type Answers } from './answers.ts';

/** Makes the vault (unless a first run that was cut short has made it), the business, and the sample if asked for. */
export async function createBusiness(answers: Answers, secured: boolean): Promise<Result<void>> {
  if (!secured) {
    const made = await vault().create({ passphrase: answers.passphrase, recoveryWords: answers.words });
    if (!made.ok) return made;
  }
  const sample = answers.mode === 'sample';
  const business = await run('business.setUp', setUpArgs(sample ? asSample(answers) : answers), {
    quiet: true,
  });
  if (!business.ok) return business;
  const loaded = sample ? await run('sample.load', {}, { quiet: true }) : ok();
  return loaded.ok ? ok() : loaded;
}

function asSample(answers: Answers): Answers {
  return {
    ...answers,
    name: 'Northside Plumbing',
    trade: 'plumbing',
    services: usualServices({ ...answers, trade: 'plumbing' }),
  };
}
