export default async function removeSnapshot() {
  await globalThis.removeDatabaseSnapshot?.();
}
