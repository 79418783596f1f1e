import { Labels } from './labels.tsx';
import { QuickReplies } from './quick-replies.tsx';

/** What the team writes and says often. */
export function InboxSection() {
  return (
    <div>
      <QuickReplies />
      <Labels />
    </div>
  );
}
