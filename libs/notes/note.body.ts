import { Text } from '#wire/body-members.js';

/** The longest note, in characters (around-activity.md NOTE-1). */
const LONGEST_NOTE = 1_500;

/** `POST …/note`. */
export class NoteBody {
  @Text(LONGEST_NOTE, { isRequired: true, mayBeEmpty: true })
  content!: string;
}
