import type { RequestContext } from '#http/request-context.js';

/** Who reads activities. */
export interface ActivityViewer {
  /** The customer that the caller acts for, if not itself. */
  readonly onBehalfOf: string | undefined;
}

/** Asks the one function that decides which activities an actor sees; libs/activities answers. An abstract class, so that it is its own injection token. */
export abstract class ActivityVisibility {
  /**
   * Who reads, undefined unless every one of these activities is visible to the caller, who acts for the customer that the query
   * names (Q-3: else 400-244).
   */
  abstract viewerOf(context: RequestContext, activityIds: readonly string[]): Promise<ActivityViewer | undefined>;

  /** Puts on record that the caller gets the link to a file, if its activity is secure; before it is shown (AUD-4). */
  abstract auditSecureFile(context: RequestContext, activityId: string, altId: string): Promise<void>;
}
