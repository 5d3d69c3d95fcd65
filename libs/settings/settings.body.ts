import { RE2JS } from 're2js';
import { Choice, Flag, Text, TextList, WholeNumber } from '#wire/body-members.js';

/** Partition settings as they are sent (runtime.md §4, casemgr.md Z-3, E-2, C-5, T-5); see `Settings` for their meaning. */
export class SettingsBody {
  @Flag()
  customerDepartmentalization?: boolean | null;

  @Flag()
  enableSecureMessaging?: boolean | null;

  @WholeNumber(1, 150)
  maximumEmailSizeForRetrieverMB?: number | null;

  @WholeNumber(1, 10_240)
  maximumBodySizeForRetrieverKB?: number | null;

  @Choice(['1', '2', '3', '4', '5', '6', '7'])
  defaultActivityPriority?: string | null;

  @Text(2, { rule: { pattern: /^[a-z]{2}$/, reason: 'it must be a language code of ISO 639-1 in lower case' } })
  defaultLanguage?: string | null;

  @TextList(200, 32, { pattern: /^[^.\s/\\]+$/, reason: 'it must be a file extension without dots, slashes or spaces' })
  blockedFileExtensions?: string[] | null;

  @WholeNumber(1, 1_000)
  maximumAttachmentsPerActivity?: number | null;

  @TextList(75, 255)
  customerGroupTypes?: string[] | null;

  @TextList(200, 255)
  customerLevels?: string[] | null;

  @TextList(200, 255)
  customerIndustries?: string[] | null;

  @TextList(200, 255)
  contactTypes?: string[] | null;

  @TextList(200, 255)
  identificationTypes?: string[] | null;

  @Text(1_000, {
    mayBeEmpty: true,
    rule: { pattern: isSecureMessageUrl, reason: 'it must be an https URL with {activityId} in it, or empty' },
  })
  secureMessageUrl?: string | null;

  @TextList(50, 500, { pattern: isRegularExpression, reason: 'it must be a regular expression as RE2 knows them' })
  maskingPatterns?: string[] | null;
}

function isSecureMessageUrl(text: string): boolean {
  return text === '' || (/^https?:\/\/[^\s<>"]+$/.test(text) && text.includes('{activityId}') && URL.canParse(text));
}

function isRegularExpression(text: string): boolean {
  try {
    RE2JS.compile(text);
    return true;
  } catch {
    return false;
  }
}
