import { Agent, request, type IncomingHttpHeaders } from 'node:http'

/** Somebody who is signed in, over connections of their own that stay open, as a browser's do. */
export interface Person {
  cookie: string
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  patch<T>(path: string, body: unknown): Promise<T>
  leave(): void
}

/** Takes the one-time link that `npm start` prints. */
export async function owner(address: string, signInLink: string): Promise<Person> {
  return signedIn(address, 'sign-in-link', { token: new URL(signInLink).searchParams.get('token') })
}

/** Invites so many reviewers and has them join. */
export async function reviewers(address: string, inviter: Person, count: number): Promise<Person[]> {
  const run = Date.now().toString(36)
  const people: Person[] = []
  for (let n = 1; n <= count; n += 1) {
    const { url } = await inviter.post<{ url: string }>('/api/v1/invitations', { note: 'bench' })
    const token = new URL(url).searchParams.get('token') ?? new URL(url).pathname.split('/').at(-1)
    people.push(await signedIn(address, 'join', { token, name: `Reviewer ${n} of ${run}`, email: `reviewer-${n}-${run}@example.org`, password: 'a password of some length' }))
  }
  return people
}

async function signedIn(address: string, how: 'sign-in-link' | 'join', body: unknown): Promise<Person> {
  const agent = new Agent({ keepAlive: true, maxSockets: 6 })
  const { headers } = await ask(agent, address, `/api/v1/${how}`, '', body)
  const cookie = (headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '').join('; ')
  if (cookie === '') throw new Error(`${how}: nobody was signed in`)
  return {
    cookie,
    get: async <T>(path: string): Promise<T> => JSON.parse((await ask(agent, address, path, cookie)).text),
    post: async <T>(path: string, data: unknown): Promise<T> => JSON.parse((await ask(agent, address, path, cookie, data)).text),
    patch: async <T>(path: string, data: unknown): Promise<T> => JSON.parse((await ask(agent, address, path, cookie, data, 'PATCH')).text),
    leave: () => agent.destroy(),
  }
}

function ask(agent: Agent, address: string, path: string, cookie: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<{ text: string; headers: IncomingHttpHeaders }> {
  const sent = body === undefined ? undefined : JSON.stringify(body)
  const headers = { cookie, ...(sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }) }
  return new Promise((answered, failed) => {
    const asked = request(new URL(path, address), { agent, method, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', failed)
      response.on('end', () => {
        const text = Buffer.concat(parts).toString()
        if ((response.statusCode ?? 500) >= 400) failed(new Error(`${path}: ${response.statusCode} ${text.slice(0, 300)}`))
        else answered({ text, headers: response.headers })
      })
    })
    asked.on('error', (error) => {
      // The server closes what was idle for a while; a browser asks again too, and a decision is taken once for its id.
      if (asked.reusedSocket && 'code' in error && error.code === 'ECONNRESET') ask(agent, address, path, cookie, body, method).then(answered, failed)
      else failed(error)
    })
    asked.end(sent)
  })
}
