import { Page } from './page.tsx';
import classes from './page.module.css';

const lines = [0, 1, 2, 3, 4, 5, 6, 7];

/** A room whose parts are still being read: its title at once, and where its lines will stand. */
export function PageSkeleton({ title }: { title: string }) {
  return (
    <Page title={title} filters={<span className={classes.blank} />}>
      <div className={classes.skeleton} aria-hidden>
        {lines.map((line) => (
          <span key={line} className={classes.blank} />
        ))}
      </div>
    </Page>
  );
}
