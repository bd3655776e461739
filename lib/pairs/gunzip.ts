import { createGunzip } from 'node:zlib'
import { BrokenSource, chunkBytes } from './chunks.ts'

/**
 * Unpacked bytes of a gzip stream (one member or several). What can be unpacked before a fault is delivered before {@link BrokenSource} is
 * thrown; Node's own pipeline would discard it. What the fault itself took with it, up to 16 KiB, is unpacked from `again`, the same
 * stream from its start, where that is given.
 */
export async function* gunzip(source: AsyncIterable<Uint8Array>, again?: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let sound = 0
  let delivered = 0
  try {
    for await (const chunk of inflated(source, { onSound: (bytes) => (sound += bytes) })) {
      delivered += chunk.length
      yield chunk
    }
  } catch (fault) {
    if (!(fault instanceof BrokenSource)) throw fault
    if (again) {
      for await (const chunk of upToFault(again(), sound, delivered)) {
        delivered += chunk.length
        yield chunk
      }
    }
    throw delivered > 0 && startsAnew(fault) ? new BrokenSource('the gzip data ends, and something else follows it', { cause: fault }) : fault
  }
}

/** The unpacked bytes between the first `delivered` ones and the fault, which is in the 64 KiB after the packed byte `sound`. */
async function* upToFault(source: AsyncIterable<Uint8Array>, sound: number, delivered: number): AsyncGenerator<Uint8Array> {
  let seen = 0
  try {
    for await (const chunk of inflated(source, { fineFrom: sound })) {
      const known = Math.max(0, delivered - seen)
      seen += chunk.length
      if (known < chunk.length) yield chunk.subarray(known)
    }
  } catch (fault) {
    if (!(fault instanceof BrokenSource)) throw fault
  }
}

interface Feeding {
  /** Hears how many packed bytes have been unpacked without a fault. */
  onSound?: (bytes: number) => void
  /** From this packed byte on, bytes are fed one by one: a fault takes with it what was unpacked of its own piece only. */
  fineFrom?: number
}

async function* inflated(source: AsyncIterable<Uint8Array>, { onSound, fineFrom = Infinity }: Feeding): AsyncGenerator<Uint8Array> {
  const inflate = createGunzip()
  let ready: Uint8Array[] = []
  const faults: Error[] = []
  // A write that meets a fault is never called back, so that the fault itself has to wake who waits for it.
  let wake = () => {}
  inflate.on('data', (chunk: Uint8Array) => ready.push(chunk))
  inflate.on('error', (error) => {
    faults.push(error)
    wake()
  })
  const ended = new Promise<void>((resolve) => {
    inflate.once('end', resolve)
    inflate.once('close', resolve)
  })
  let fed = 0
  try {
    for await (const chunk of source) {
      for (let start = 0; start < chunk.length; ) {
        const piece = chunk.subarray(start, start + (fed < fineFrom ? Math.min(chunkBytes, fineFrom - fed) : 1))
        await new Promise<void>((resolve) => {
          wake = resolve
          inflate.write(piece, () => resolve())
        })
        const batch = ready
        ready = []
        yield* batch
        if (faults[0] !== undefined) throw brokenGzip(faults[0])
        start += piece.length
        fed += piece.length
        onSound?.(piece.length)
      }
    }
    inflate.end()
    await ended
    yield* ready
    if (faults[0] !== undefined) throw brokenGzip(faults[0])
  } finally {
    inflate.destroy()
  }
}

function brokenGzip(fault: NodeJS.ErrnoException): BrokenSource {
  const early = fault.code === 'Z_BUF_ERROR'
  const reason = early ? 'the gzip file ends early: it was cut short' : `the gzip data is corrupt: ${fault.message}`
  return new BrokenSource(reason, { cause: fault })
}

/** Whether a fault is that of a header, such as bytes after the end have. */
function startsAnew({ cause }: BrokenSource): boolean {
  return cause instanceof Error && /incorrect header check|unknown compression method/.test(cause.message)
}
