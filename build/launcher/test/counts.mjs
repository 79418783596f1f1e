/** How much of a message is said again at the end of a run; the whole stands where it happened. */
const messageLines = 12;

/** Counts the cases of a vitest JSON report, and names what failed. */
export function countVitest(report) {
  const cases = report.testResults.flatMap((file) => file.assertionResults);
  const left = cases.filter(({ status }) => status !== 'passed' && status !== 'failed');
  // A file that could not even be loaded has no cases; it counts as one failure.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(isFailed),
  );
  return {
    passed: cases.filter(({ status }) => status === 'passed').length,
    failures: [
      ...cases.filter(isFailed).map(({ fullName, failureMessages }) => named(fullName, failureMessages)),
      ...broken.map(({ name, message }) => named(name, [message])),
    ],
    skipped: left.map(({ fullName }) => fullName.trim()),
  };
}

/** Counts the cases of a Playwright JSON report, and names what failed. */
export function countPlaywright(report) {
  const tests = report.suites
    .flatMap(specsOf)
    .flatMap((spec) => spec.tests.map((test) => ({ ...test, title: spec.title })));
  const of = (status) => tests.filter((test) => test.status === status);
  return {
    passed: of('expected').length,
    failures: [
      ...of('unexpected').map(({ title, results }) => named(title, messagesOf(results))),
      ...report.errors.map(({ message }) => named('Playwright', [message])),
    ],
    skipped: of('skipped').map(({ title, annotations }) => {
      const reason = annotations.find(({ type }) => type === 'skip')?.description;
      return reason === undefined ? title : `${title} (${reason})`;
    }),
  };
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

function isFailed({ status }) {
  return status === 'failed';
}

function messagesOf(results) {
  return results.flatMap(({ errors }) => errors.map(({ message }) => message));
}

function named(title, messages) {
  const lines = messages.join('\n').split('\n').slice(0, messageLines);
  return [title.trim(), ...lines].join('\n    ').trimEnd();
}
