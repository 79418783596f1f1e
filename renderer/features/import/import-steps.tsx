import type { ImportOf } from '#shared/import/targets.ts';
import { DropFile } from './drop-file.tsx';
import { EarlierImports } from './earlier-imports.tsx';
import { Outcome } from './outcome.tsx';
import { Running } from './running.tsx';
import { useImport } from './use-import.ts';
import { Wizard } from './wizard.tsx';

/** From a file to records: dropped, looked at, sent, and taken back where it was wrong. */
export function ImportSteps({ of, onBack }: { of: ImportOf; onBack: () => void }) {
  const work = useImport(of);
  const { running, outcome, file } = work;
  if (running !== undefined) return <Running running={running} onStop={work.stop} />;
  if (outcome !== undefined) return <Outcome work={work} outcome={outcome} onOpen={onBack} />;
  if (file !== undefined) return <Wizard work={work} file={file} />;
  return (
    <>
      <DropFile work={work} />
      <EarlierImports of={of} />
    </>
  );
}
