const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })

/** "German" for de; the code itself where there is no such language; "Unknown" for none. */
export function languageLabel(code: string | null): string {
  if (code === null || code === 'unknown') return 'Unknown'
  try {
    return languageNames.of(code) ?? code
  } catch {
    return code
  }
}
