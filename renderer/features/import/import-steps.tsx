import { ignore } from '#shared/lib/ignore.ts';
import type { ImportOf } from '#shared/import/targets.ts';
import { DropFile } from './drop-file.tsx';
import { EarlierImports } from './earlier-imports.tsx';
import { Outcome } from './outcome.tsx';
import { Running } from './running.tsx';
import { useImport } from './use-import.ts';
import { Wizard } from './wizard.tsx';

/** Files with rows. */
const tables = '.csv,.tsv,.txt,.xlsx,.iif';

/** And what holds only records of one kind. */
const more: Record<ImportOf, string> = {
  contacts: ',.vcf,.vcard',
  services: '',
  jobs: ',.ics',
  invoices: '',
};

/** From a file to records: dropped, looked at, sent, and taken back where it was wrong. */
export function ImportSteps({ of, onBack }: { of: ImportOf; onBack: () => void }) {
  const work = useImport(of);
  const { running, outcome, file } = work;
  if (running !== undefined) return <Running running={running} onStop={work.stop} />;
  if (outcome !== undefined) return <Outcome work={work} outcome={outcome} onOpen={onBack} />;
  if (file !== undefined) return <Wizard work={work} file={file} />;
  return (
    <>
      <DropFile
        of={of}
        accept={tables + more[of]}
        reading={work.reading}
        wrong={work.wrong}
        onFile={(file) => ignore(work.choose(file))}
      />
      <EarlierImports of={of} />
    </>
  );
}
