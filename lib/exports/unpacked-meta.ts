import { z } from 'zod'

const packed = z.looseObject({ meta: z.string() })

/** A row as it is, but with `meta` as the object that it is the JSON text of, in formats that have it so; any other value unchanged. */
export function unpackedMeta(row: unknown): unknown {
  const { data } = packed.safeParse(row)
  if (!data) return row
  try {
    const meta: unknown = JSON.parse(data.meta)
    return { ...data, meta }
  } catch {
    return row
  }
}
