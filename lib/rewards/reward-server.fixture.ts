import { createServer } from 'node:http'
import { vi } from 'vitest'
import { openRoute } from '#lib/http/route.ts'
import { serveRewards } from '#lib/rewards/serve.ts'

const token = 'a-token-of-this-test'

/** Serves POST /api/v1/reward while something is done with the variables that say where. */
export async function withRewardServer<T>(doing: (variables: { PINCER_URL: string; PINCER_REWARD_TOKEN: string }) => Promise<T>): Promise<T> {
  vi.stubEnv('PINCER_REWARD_TOKEN', token)
  const handler = openRoute({}, async ({ request }) => serveRewards(request))
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const headers = new Headers(Object.entries(incoming.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : [])))
    const answer = await handler(new Request(`http://127.0.0.1${incoming.url}`, { method: 'POST', headers, body: Buffer.concat(chunks) }), { params: Promise.resolve({}) })
    outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    return await doing({ PINCER_URL: `http://127.0.0.1:${port}`, PINCER_REWARD_TOKEN: token })
  } finally {
    server.close()
    vi.unstubAllEnvs()
  }
}
