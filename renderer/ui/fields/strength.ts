/** How well a passphrase withstands guessing, and why not better. */
export interface Strength {
  /** 0 (guessed at once) to 4. */
  score: number;
  /** Good enough to protect a stolen computer. */
  enough: boolean;
  /** What makes it weak, in words. */
  reason?: string;
}

const enoughScore = 3;
const enoughLength = 10;

let judge: Promise<(passphrase: string) => Strength> | undefined;

/** Judges a passphrase on this computer. The dictionaries are large, so they come with the first call. */
export async function judgePassphrase(passphrase: string): Promise<Strength> {
  judge ??= loadJudge();
  return (await judge)(passphrase);
}

async function loadJudge(): Promise<(passphrase: string) => Strength> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const estimator = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary, ownName: ['plumbline'] },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
  return (passphrase) => {
    const { score, feedback } = estimator.check(passphrase);
    const reason = [feedback.warning, ...feedback.suggestions].filter(Boolean).join(' ');
    const enough = score >= enoughScore && passphrase.length >= enoughLength;
    return { score, enough, reason: enough || reason === '' ? undefined : reason };
  };
}
