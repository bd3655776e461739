/** A UUID in 22 characters that an address takes as they are (base64url of its 16 bytes). */
export function shortId(uuid: string): string {
  const bytes = uuid.replaceAll('-', '').replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
  return btoa(bytes).slice(0, 22).replaceAll('+', '-').replaceAll('/', '_')
}

/** The UUID that was shortened so, in small letters; null for what none was. */
export function longId(short: string): string | null {
  if (!/^[\w-]{21}[AQgw]$/.test(short)) return null
  const hex = Array.from(atob(short.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
