/** What Postgres' binary COPY begins with (its manual, COPY, Binary Format): a signature, flags, and the length of an extension that there is none of. */
export const copyHeader = Buffer.from(`5047434f50590aff0d0a00${'00000000'.repeat(2)}`, 'hex')
/** What it ends with. */
export const copyTrailer = Buffer.from('ffff', 'hex')

/** A row (reason int2, key bytea, id uuid) with a reason, eight bytes of a key, and no id: three cells, each behind its length. */
const row = Buffer.from('0003' + '00000002' + '0000' + '00000008' + '0000000000000000' + 'ffffffff', 'hex')
export const copiedKeyBytes = row.length
/** Where the two bytes of the reason stand in it, and the key. */
export const reasonAt = 6
export const keyAt = 12

/** Writes such a row. The key: sixteen hexadecimal digits, or the bytes from a place on. */
export function writeCopiedKey(into: Buffer, at: number, reason: number, key: string | { bytes: Buffer; from: number }): void {
  row.copy(into, at)
  into.writeUInt16BE(reason, at + reasonAt)
  if (typeof key === 'string') into.write(key, at + keyAt, 'hex')
  else key.bytes.copy(into, at + keyAt, key.from, key.from + 8)
}
