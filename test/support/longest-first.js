// Runs what takes longest first, so that at the end no worker waits for one suite of the other. Jest itself goes by what the last run
// took, which a clean clone does not have, and then by the size of files, which says nothing.
import Sequencer from '@jest/test-sequencer';

/** What starts a server takes seconds, what kills servers takes longest, rules take nothing. */
function weightOf({ path }) {
  if (path.includes('/test/torture/')) return 3;
  if (path.includes('.e2e-spec.')) return 2;
  return path.includes('/libs/attachments/') ? 1 : 0;
}

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => weightOf(other) - weightOf(one));
  }
}
