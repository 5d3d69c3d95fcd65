import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import type { Locale } from '#runtime/locale.js';
import type { AttributeSelection } from '#wire/attribute-query.js';
import type { Reader } from './activity-visibility.js';

/** How an activity is to be shown, and to whom. */
export interface ActivityViewing {
  readonly reader: Reader;
  readonly attributes: AttributeSelection;
  readonly locale: Locale;
  readonly snapshot: PartitionSnapshot;
  /** Only a single activity is shown with its content. */
  readonly withContent: boolean;
}
