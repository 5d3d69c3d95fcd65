const LONGEST_TAG = 35;

const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** A language as BCP 47 writes it, `de` or `pt-BR`; undefined for a text that names none. */
export function languageTag(text: string): string | undefined {
  if (text.length > LONGEST_TAG) return undefined;
  try {
    const locale = new Intl.Locale(text);
    return NAMES.of(locale.language) === undefined ? undefined : locale.baseName;
  } catch {
    return undefined;
  }
}

const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));

/** The two-letter codes of ISO 639-1 in use: those that are not merely an old name of another one. */
export const LANGUAGES: readonly string[] = LETTERS.flatMap((first) =>
  LETTERS.map((second) => first + second).filter((code) => languageTag(code) === code),
);
