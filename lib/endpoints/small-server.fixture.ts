import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

interface Behaviour {
  /** Refuses everybody who does not bring it; and repeats what was brought, as some servers do. */
  key?: string
  models?: string[]
  /** Answers prose where a schema is asked for. */
  prose?: boolean
  /** Fails at a schema, unless it is asked for as an object. */
  asObject?: boolean
  /** Refuses `max_tokens`, as OpenAI's newer models do. */
  newerLimit?: boolean
  /** Never answers chat completions. */
  hangs?: boolean
  /** Answers web pages. */
  website?: boolean
}

/** A server with the OpenAI API under /v1, as far as testing an endpoint needs it. */
export interface SmallServer {
  url: string
  /** The Authorization headers it was sent, in order. */
  seen: (string | undefined)[]
  close(): Promise<void>
}

export async function smallServer(behaviour: Behaviour = {}): Promise<SmallServer> {
  const seen: SmallServer['seen'] = []
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization)
    void respond(behaviour, request, response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    seen,
    close() {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

async function respond(behaviour: Behaviour, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { key, models = ['small'], prose = false, asObject = false, newerLimit = false, hangs = false, website = false } = behaviour
  const brought = request.headers.authorization
  const say = (status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (website) return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>')
  if (key !== undefined && brought !== `Bearer ${key}`) return void say(401, { error: { message: `Incorrect API key provided: ${brought}` } })
  if (request.url === '/v1/models') return void say(200, { object: 'list', data: models.map((id) => ({ id, object: 'model' })) })
  if (request.url !== '/v1/chat/completions') return void say(404, { detail: 'Not Found' })
  const asked = JSON.parse(await text(request))
  if (hangs) return
  if (newerLimit && asked.max_tokens !== undefined) return void say(400, { error: { message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead." } })
  if (!models.includes(asked.model)) return void say(404, { error: { message: `The model \`${asked.model}\` does not exist.`, code: 'model_not_found' } })
  if (asObject && asked.response_format?.type === 'json_schema') return void say(500, { error: { message: "response_format: Input should be 'text' or 'json_object'" } })
  const content = asked.response_format && !prose ? '{"city":"Tokyo","country":"Japan"}' : 'One, two, three.'
  say(200, { id: 'x', object: 'chat.completion', model: asked.model, choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }], usage: { prompt_tokens: 10, completion_tokens: 6, total_tokens: 16 } })
}
