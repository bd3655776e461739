import { AppError } from '#lib/http/errors.ts'

/** The body of a request as text. Throws AppError('invalid') once it has more bytes than that, without reading on. */
export async function readText(request: Request, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new AppError('invalid', `The body has more than ${mostBytes.toLocaleString('en')} bytes. Send less in one request.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
