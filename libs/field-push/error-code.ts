/** The code of an error of the system or of undici: the part of it that says nothing of the other side. */
export function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : 'unknown reason';
}
