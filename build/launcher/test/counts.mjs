/** Counts the cases of a vitest JSON report. */
export function countVitest(report) {
  const cases = report.testResults.flatMap((file) => file.assertionResults);
  const left = cases.filter(({ status }) => status !== 'passed' && status !== 'failed');
  // A file that could not even be loaded has no cases; it counts as one failure.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(isFailed),
  );
  return {
    passed: cases.filter(({ status }) => status === 'passed').length,
    failed: cases.filter(isFailed).length + broken.length,
    skipped: left.map(({ fullName }) => fullName.trim()),
  };
}

/** Counts the cases of a Playwright JSON report. */
export function countPlaywright(report) {
  const tests = report.suites
    .flatMap(specsOf)
    .flatMap((spec) => spec.tests.map((test) => ({ ...test, title: spec.title })));
  const of = (status) => tests.filter((test) => test.status === status);
  return {
    passed: of('expected').length,
    failed: of('unexpected').length + report.errors.length,
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
