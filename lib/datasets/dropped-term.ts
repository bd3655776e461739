/** What the filter `dropped` says: an export, and why it left pairs out; null for any reason. */
export function partsOfDropped(dropped: string): { exportId: string; reason: string | null } {
  const slash = dropped.indexOf('/')
  return slash === -1 ? { exportId: dropped, reason: null } : { exportId: dropped.slice(0, slash), reason: dropped.slice(slash + 1) }
}

/** The value of the filter `dropped` for what an export left out for a reason. */
export function droppedBy(exportId: string, reason: string): string {
  return `${exportId}/${reason}`
}
