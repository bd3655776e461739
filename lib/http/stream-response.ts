/** A response whose body is made while it is read; the generator's `return` is called when the reader goes away. */
export function streamResponse(chunks: AsyncIterable<Uint8Array>, headers: Record<string, string>): Response {
  const iterator = chunks[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
  return new Response(body, { headers })
}
