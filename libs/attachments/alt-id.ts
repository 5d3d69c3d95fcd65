/** Whether a text can be an altId at all; one that cannot is an altId that is not found (casemgr.md T-1, B-20). */
export function isAltId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
