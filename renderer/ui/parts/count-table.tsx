import classes from './count-table.module.css';

interface CountTableProps {
  /** What is counted, and the word for how many. */
  heads: readonly [string, string];
  rows: readonly { key: string; label: string; count: number }[];
}

/** How many there are of each kind; kinds of which there is none are left out. */
export function CountTable({ heads: [what, howMany], rows }: CountTableProps) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{what}</th>
          <th>{howMany}</th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(({ count }) => count > 0)
          .map(({ key, label, count }) => (
            <tr key={key}>
              <td>{label}</td>
              <td className="tabular">{count}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
