import { Flag, Key, Text } from '#wire/body-members.js';

/** A queue of a department, recognised by its name without regard to case. */
export class QueueBody {
  @Key(255)
  name!: string;

  @Flag()
  default?: boolean | null;

  /** The id that another system knows the queue by; it need not be the only one with it. */
  @Text(255)
  externalId?: string | null;

  @Flag()
  active?: boolean | null;
}

/** A queue that names its department, because it is sent alone. */
export class DepartmentalQueueBody extends QueueBody {
  @Text(255)
  department?: string | null;
}
