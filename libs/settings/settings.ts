/** Partition settings (runtime.md §4, casemgr.md Z-3, E-2, C-5, T-5), by the names that the partition document uses. */
export interface Settings {
  /** Each customer belongs to one department, which is where it is found (casemgr.md §1). */
  readonly customerDepartmentalization: boolean;
  readonly enableSecureMessaging: boolean;
  /** Content plus attachments, in MB of 1024² bytes, 1 to 150. */
  readonly maximumEmailSizeForRetrieverMB: number;
  /** Text plus html, in KB of 1024 bytes, 1 to 10240. */
  readonly maximumBodySizeForRetrieverKB: number;
  /** "1" to "7". */
  readonly defaultActivityPriority: string;
  /** ISO 639-1. */
  readonly defaultLanguage: string;
  /** Without a dot, compared without regard to case. */
  readonly blockedFileExtensions: readonly string[];
  readonly maximumAttachmentsPerActivity: number;
  readonly customerGroupTypes: readonly string[];
  /** Allowed values of `level`, `industry`, and of `type` and `identification.type` of contacts; empty: any text. */
  readonly customerLevels: readonly string[];
  readonly customerIndustries: readonly string[];
  readonly contactTypes: readonly string[];
  readonly identificationTypes: readonly string[];
  /** Where customers read a secure message, with `{activityId}` in it; empty: the activity in this API. */
  readonly secureMessageUrl: string;
  /** Regular expressions in RE2's syntax: what masking an activity hides (around-activity.md ACT-8). */
  readonly maskingPatterns: readonly string[];
}

export const DEFAULT_SETTINGS: Settings = {
  customerDepartmentalization: false,
  enableSecureMessaging: true,
  maximumEmailSizeForRetrieverMB: 25,
  maximumBodySizeForRetrieverKB: 1024,
  defaultActivityPriority: '4',
  defaultLanguage: 'en',
  blockedFileExtensions: [],
  maximumAttachmentsPerActivity: 100,
  customerGroupTypes: ['household', 'association', 'other'],
  customerLevels: [],
  customerIndustries: [],
  contactTypes: [],
  identificationTypes: [],
  secureMessageUrl: '',
  // The numbers of payment cards, also in groups.
  maskingPatterns: ['\\b\\d(?:[ -]?\\d){12,18}\\b'],
};

/** "Maximum body size for retriever (KB)" in bytes. */
export function maximumBodyBytes(settings: Settings): number {
  return settings.maximumBodySizeForRetrieverKB * 1024;
}

/** "Maximum email size for retriever (MB)" in bytes. */
export function maximumEmailBytes(settings: Settings): number {
  return settings.maximumEmailSizeForRetrieverMB * 1024 * 1024;
}
